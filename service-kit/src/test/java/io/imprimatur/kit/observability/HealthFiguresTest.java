package io.imprimatur.kit.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/** What a service misses is a figure, and a part that hangs is one that it misses. */
class HealthFiguresTest {

  private final AtomicReference<Health> broker = new AtomicReference<>(Health.up().build());
  private final CountDownLatch back = new CountDownLatch(1);
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final HealthFigures figures =
      new HealthFigures(
          CompositeHealthContributor.fromMap(
              Map.<String, HealthContributor>of(
                  "ping", indicator(() -> Health.up().build()),
                  "signIn", indicator(() -> Health.up().build()),
                  "broker", indicator(broker::get),
                  "listeners", indicator(() -> Health.outOfService().build()),
                  "mongo", indicator(this::hangs))));

  @AfterEach
  void close() {
    back.countDown();
    figures.close();
  }

  @Test
  void eachPartIsOneOrZeroAsTheHealthPageSays() {
    figures.bindTo(metrics);
    assertThat(metrics.find(HealthFigures.NAME).gauges())
        .extracting(gauge -> gauge.getId().getTag("part"))
        .containsExactlyInAnyOrder("sign-in", "broker", "listeners", "mongo");
    assertThat(part("sign-in")).isEqualTo(1);
    assertThat(part("listeners")).isZero();

    assertThat(part("broker")).isEqualTo(1);
    broker.set(Degraded.because("It is away."));
    assertThat(part("broker")).isZero();
    broker.set(Health.up().build());
    assertThat(part("broker")).isEqualTo(1);
  }

  @Test
  void aPartThatHangsIsMissedAndHoldsUpNoOther() {
    figures.bindTo(metrics);
    assertThat(part("mongo")).isZero();
    assertThat(part("broker")).isEqualTo(1);
    back.countDown();
    await().until(() -> part("mongo") == 1);
  }

  private double part(String name) {
    return metrics.get(HealthFigures.NAME).tag("part", name).gauge().value();
  }

  private static HealthIndicator indicator(HealthIndicator indicator) {
    return indicator;
  }

  private Health hangs() {
    try {
      back.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Health.up().build();
  }
}
