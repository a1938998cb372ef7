package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ReviewClosed;
import io.imprimatur.testkit.Ports;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Two instances on one database, and one whose neighbours are away. */
class InstancesTest extends RunningDesk {

  @Test
  void twoInstancesWorkOnTheSameArticles() {
    try (ConfigurableApplicationContext second = Instances.start(new HashMap<>(SETTINGS))) {
      Api lin = as(LIN_YUE);
      Api tom = Api.as(Instances.port(second), TOM_BAKER);
      String key = "two-" + System.nanoTime();
      String id = lin.create(entry(), "Idempotency-Key", key).is(201).id();
      assertThat(
              Api.as(Instances.port(second), LIN_YUE)
                  .create(entry(), "Idempotency-Key", key)
                  .is(201)
                  .id())
          .isEqualTo(id);
      tom.change(id, 1, entry("title", "Tom's")).is(200);
      lin.change(id, 1, entry("title", "Lin's")).is(412);
      String digest = lin.submit(id, 2).is(202).text("digest");
      tom.takeBack(id, 2).is(202);
      NEIGHBOURS.tell(id, new ReviewClosed(1, 1, Neighbours.WANG, Instant.now()));
      lin.awaitState(id, "writing");
      tom.awaitState(id, "writing");
      assertThat(tom.get("/api/articles/" + id).text("digest")).isEqualTo(digest);
      assertThat(tom.get("/api/articles/" + id + "/timeline").json()).hasSize(4);
    }
  }

  @Test
  void startsBeforeItsNeighboursAndWorksWhenTheyCome() {
    try (ServerProcess store = TestStore.process()) {
      store.kill();
      Map<String, Object> settings =
          new HashMap<>(
              TestStack.properties(
                  store.address() + "/drafting?serverSelectionTimeoutMS=1000",
                  "127.0.0.1:" + Ports.free(),
                  TestIssuer.shared().uri()));
      settings.put("SEAL_KEYS_URL", "http://127.0.0.1:" + Ports.free() + "/jwks.json");
      settings.put("SEAL_KEYS_CACHE", "target/no-keys.json");
      try (ConfigurableApplicationContext started = Instances.start(settings)) {
        Api lin = Api.as(Instances.port(started), LIN_YUE);
        lin.get("/actuator/health/liveness").is(200);
        assertThat(lin.get("/actuator/health/readiness").status())
            .as(lin.get("/actuator/health").http().body())
            .isEqualTo(503);
        assertThat(lin.create(entry()).is(503).header("Retry-After")).isNotBlank();
        store.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> lin.create(entry()).status() == 201);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> lin.get("/actuator/health/readiness").status() == 200);
        String id = lin.create(entry()).is(201).id();
        assertThat(lin.submit(id, 1).is(202).text("state")).isEqualTo("under-review");
      }
    }
  }
}
