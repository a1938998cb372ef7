package io.imprimatur.kit.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether each part that a service needs answers this instance, as its health page says: 1 or 0.
 * What does not answer within a second counts as 0; a part that hangs holds up no other.
 */
final class HealthFigures implements MeterBinder, AutoCloseable {

  static final String NAME = "imprimatur.health";

  /** What an instance says of itself needs no part. */
  private static final Set<String> OF_ITSELF = Set.of("ping", "livenessState", "readinessState");

  private final HealthContributors parts;
  private final List<Asking> asking = new ArrayList<>();

  HealthFigures(HealthContributors parts) {
    this.parts = parts;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    parts.stream()
        .filter(part -> !OF_ITSELF.contains(part.name()))
        .forEach(
            part -> {
              if (part.contributor() instanceof HealthIndicator indicator) {
                Asking asked = new Asking();
                asking.add(asked);
                Gauge.builder(NAME, () -> asked.ask(() -> figure(indicator)) == 1 ? 1 : 0)
                    .tag("part", word(part.name()))
                    .description("1 where the part answers this instance, 0 where it does not")
                    .register(metrics);
              }
            });
  }

  private static int figure(HealthIndicator part) {
    return Status.UP.equals(part.health().getStatus()) ? 1 : 0;
  }

  /** As in {@code sign-in}, where the health page has {@code signIn}. */
  private static String word(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    asking.forEach(Asking::close);
  }
}
