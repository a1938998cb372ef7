package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The database dies and comes back: readers keep what is in memory, and nothing that came is lost.
 */
class StoreAwayTest {

  /** Several times the 250 ms after which an instance looks for what changed. */
  private static final Duration LOOKS = Duration.ofSeconds(1);

  private final String system = "store-" + UUID.randomUUID().toString().substring(0, 8);
  private final Review review = new Review(system);

  @Test
  void pagesInMemoryStandAndWhatCameMeanwhileIsPublishedAfterwards() {
    TestBroker.topics().create(List.of(system + ".review", system + ".publishing"));
    try (TestKeys keys = TestKeys.create();
        ServerProcess store = TestStore.process()) {
      try (Instance service = Instance.start(system, settings(store, keys))) {
        Http http = service.http();
        String read = tell(keys, "Read before");
        String unread = tell(keys, "Not read before");
        String readPath = awaitPublished(http, read);
        String unreadPath = awaitPublished(http, unread);
        awaitKept(http, readPath);

        store.kill();
        String late = tell(keys, "Told meanwhile");
        assertThat(http.get(null, readPath).body()).contains("Read before");
        Http.Answer away = http.get(null, unreadPath);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("retry-after")).isEqualTo("5");
        assertThat(away.header("cache-control")).isEqualTo("no-store");
        assertThat(away.body()).contains("Not available at the moment");
        Http.Answer api = http.get(TestPerson.MIA_ROTH, "/api/publications");
        assertThat(api.status()).isEqualTo(503);
        assertThat(api.header("content-type")).isEqualTo("application/problem+json");
        assertThat(http.get(null, "/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(http.get(null, "/actuator/health/liveness").status()).isEqualTo(200);

        store.start();
        String latePath = awaitPublished(http, late);
        for (String path : List.of(readPath, unreadPath, latePath)) {
          await(path).atMost(RunningSite.SOON).until(() -> http.get(null, path).status() == 200);
        }
        assertThat(http.get(null, "/actuator/health/readiness").status()).isEqualTo(200);
      }
    }
  }

  private Map<String, String> settings(ServerProcess store, TestKeys keys) {
    Map<String, String> settings =
        new HashMap<>(
            TestStack.properties(
                store.address() + "/publishing",
                TestBroker.bootstrapServers(),
                TestIssuer.shared().uri()));
    settings.putAll(keys.properties());
    settings.put("imprimatur.store.select-timeout", "1s");
    // On a slow machine the start would otherwise make the page that nobody has read yet.
    settings.put("imprimatur.publishing.warm-articles", "0");
    return settings;
  }

  private String tell(TestKeys keys, String title) {
    String article = RunningSite.newArticle();
    review.tells(
        article, Samples.approval(Sealer.read(keys.file()), article, 1, Samples.english(title)));
    return article;
  }

  /** A page is made anew after the look that finds another article beside it. */
  private static void awaitKept(Http http, String path) {
    await(path)
        .during(LOOKS)
        .atMost(RunningSite.SOON)
        .until(() -> http.get(null, path).status() == 200);
  }

  private static String awaitPublished(Http http, String article) {
    return await(article)
        .atMost(RunningSite.SOON.multipliedBy(2))
        .until(
            () -> http.get(TestPerson.MIA_ROTH, "/api/publications/" + article),
            a -> a.status() == 200 && "published".equals(a.text("/state")))
        .text("/path");
  }
}
