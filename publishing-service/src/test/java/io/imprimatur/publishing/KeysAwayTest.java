package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TestStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The office's keys can't be reached: approvals wait, pages stand, and nobody is refused for it.
 */
class KeysAwayTest {

  private final String system = "keys-" + UUID.randomUUID().toString().substring(0, 8);
  private final Review review = new Review(system);

  @Test
  void approvalsWaitForTheKeysAndAreThenPublished() {
    try (TestKeys keys = TestKeys.create()) {
      keys.switchOff();
      Map<String, String> settings = settings(keys);
      String early = RunningSite.newArticle();
      try (Instance service = Instance.start(system, settings)) {
        tell(keys, early, 1, Samples.english("Waits for the keys"));
        awaitHealth(service, "DEGRADED");
        Http.Answer health = service.http().get(null, "/actuator/health");
        assertThat(health.text("/components/sealKeys/details/reason"))
            .startsWith("The seal keys can't be fetched from " + keys.url());
        assertThat(service.http().get(null, "/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(publication(service, early).status())
            .as("neither taken nor refused")
            .isEqualTo(404);
        assertThat(service.http().get(null, "/en/").status()).isEqualTo(200);
        assertThat(service.http().get(TestPerson.ADAM_FREY, "/api/parked-events").json()).isEmpty();

        keys.switchOn();
        awaitState(service, early, "published");
        awaitHealth(service, "UP");

        keys.switchOff();
        String later = RunningSite.newArticle();
        tell(keys, later, 1, Samples.english("Under a known key"));
        awaitState(service, later, "published");
      }
      // Kept keys prove pages after a start, too.
      String path;
      try (Instance again = Instance.start(system, settings)) {
        path = publication(again, early).text("/path");
        assertThat(again.http().get(null, path).body()).contains("Waits for the keys");
      }
      // Without them nothing can be proven, so nothing is shown, and nothing counts as forged.
      settings.putAll(keys.properties());
      try (Instance bare = Instance.start(system, settings)) {
        Http.Answer away = bare.http().get(null, path);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.body()).contains("Not available at the moment");
        assertThat(away.header("retry-after")).isEqualTo("5");
        for (String api : List.of("/api/publications", "/api/publications/" + early)) {
          assertThat(bare.http().get(TestPerson.MIA_ROTH, api).status()).as(api).isEqualTo(200);
        }
        keys.switchOn();
        await().atMost(RunningSite.SOON).until(() -> bare.http().get(null, path).status() == 200);
      }
    }
  }

  @Test
  void whatCannotBeProvenForWantOfItsKeyIsLeftOutOfListsAndTakesNoneAway() {
    try (TestKeys keys = TestKeys.create()) {
      Map<String, String> first = settings(keys);
      String known = RunningSite.newArticle();
      String knownPath;
      try (Instance service = Instance.start(system, first)) {
        tell(keys, known, 1, Samples.english("Under the kept key"));
        knownPath = awaitState(service, known, "published").text("/path");
      }
      keys.add();
      Map<String, String> second = new HashMap<>(first);
      second.putAll(keys.properties());
      String unknown = RunningSite.newArticle();
      String unknownPath;
      try (Instance service = Instance.start(system, second)) {
        tell(keys, unknown, 1, Samples.english("Under a key not kept"));
        unknownPath = awaitState(service, unknown, "published").text("/path");
      }

      keys.switchOff();
      Map<String, String> restart = new HashMap<>(first);
      restart.put("imprimatur.publishing.withheld-for", "200ms");
      List<String> lists = List.of("/en/", "/en/government", "/en/government/feed.atom", knownPath);
      try (Instance service = Instance.start(system, restart)) {
        for (String list : lists) {
          Http.Answer answer = service.http().get(null, list);
          assertThat(answer.status()).as(list).isEqualTo(200);
          assertThat(answer.body()).as(list).contains(knownPath).doesNotContain(unknownPath);
        }
        keys.switchOn();
        for (String list : lists) {
          await(list)
              .atMost(RunningSite.SOON)
              .until(() -> service.http().get(null, list).body().contains(unknownPath));
        }
      }
    }
  }

  @Test
  void anUnknownKeyIsFetchedBeforeItIsRefused() {
    try (TestKeys keys = TestKeys.create();
        TestKeys stranger = TestKeys.create()) {
      try (Instance service = Instance.start(system, settings(keys))) {
        String first = RunningSite.newArticle();
        tell(keys, first, 1, Samples.english("Under the first key"));
        awaitState(service, first, "published");

        // A key that came after the last fetch is the office's, though nobody has seen it yet.
        keys.add();
        String second = RunningSite.newArticle();
        tell(keys, second, 1, Samples.english("Under the new key"));
        awaitState(service, second, "published");

        // Nobody can say whether it is, as long as nobody can ask.
        keys.switchOff();
        String forged = RunningSite.newArticle();
        tell(stranger, forged, 1, Samples.english("Under a stranger's key"));
        awaitHealth(service, "DEGRADED");
        assertThat(publication(service, forged).status()).isEqualTo(404);
        assertThat(service.http().get(TestPerson.ADAM_FREY, "/api/parked-events").json()).isEmpty();

        keys.switchOn();
        Http.Answer refused = awaitState(service, forged, "refused");
        assertThat(refused.text("/reason")).contains("is none of the office's");
        awaitHealth(service, "UP");
      }
    }
  }

  private Map<String, String> settings(TestKeys keys) {
    TestBroker.topics().create(List.of(system + ".review", system + ".publishing"));
    Map<String, String> settings =
        new HashMap<>(
            TestStack.properties(
                TestStore.newDatabase(KeysAwayTest.class),
                TestBroker.bootstrapServers(),
                TestIssuer.shared().uri()));
    settings.putAll(keys.properties());
    return settings;
  }

  private void tell(TestKeys keys, String article, int revision, Text text) {
    review.tells(article, Samples.approval(Sealer.read(keys.file()), article, revision, text));
  }

  private static void awaitHealth(Instance service, String status) {
    await("health " + status)
        .atMost(RunningSite.SOON)
        .until(() -> service.http().get(null, "/actuator/health").text("/status").equals(status));
  }

  private static Http.Answer publication(Instance service, String article) {
    return service.http().get(TestPerson.MIA_ROTH, "/api/publications/" + article);
  }

  private static Http.Answer awaitState(Instance service, String article, String state) {
    return await(article + " " + state)
        .atMost(RunningSite.SOON)
        .until(
            () -> publication(service, article),
            a -> a.status() == 200 && state.equals(a.text("/state")));
  }
}
