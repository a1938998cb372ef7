package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.kit.HaltPoint;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Ports;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The process dies in the middle of a decision, and nothing of it is lost or done twice. */
class KilledTest {

  private static final Duration START = Duration.ofSeconds(120);

  private final String system = "killed-" + UUID.randomUUID().toString().substring(0, 8);
  private final int port = Ports.free();
  private final Http api = new Http(port);

  @Test
  void theLastApprovalIsWrittenAndTheProcessDiesBeforeItTellsOrAnswers() {
    Text text = Samples.text("Killed", "services");
    String article = RunningService.newArticle();
    try (TestKeys keys = TestKeys.create();
        ServerProcess store = TestStore.process()) {
      Map<String, String> settings = Instance.settings(store.address() + "/review", keys);
      try (JavaProcess first = start(settings)) {
        new TestNeighbour(system, "drafting")
            .tells(article, Samples.submission(text, 1, 1, LIN_YUE));
        await()
            .atMost(START)
            .until(() -> api.get(WANG_MIN, "/api/reviews/" + article).status() == 200);
        assertThat(approve(WANG_MIN, article, text).status()).isEqualTo(200);
        await()
            .atMost(START)
            .until(() -> TestBroker.topics().readEvents(system + ".review", article).size() == 2);
        first.kill();
      }
      try (JavaProcess halting =
          start(settings, "-Dimprimatur.halt-at=" + HaltPoint.OUTBOX_BEFORE_SENDING)) {
        // Whether the answer is quicker than the end is nobody's promise.
        Thread.ofVirtual().start(() -> approve(SARA_OLSEN, article, text));
        assertThat(halting.awaitEnd(START)).isEqualTo(137);
      }
      assertThat(TestBroker.topics().readEvents(system + ".review", article)).hasSize(2);
      store.kill();
      store.start();

      try (JavaProcess again = start(settings)) {
        Http.Answer repeated = approve(SARA_OLSEN, article, text);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.text("/state")).isEqualTo("approved");
        assertThat(repeated.text("/step")).isEqualTo("2");
        await()
            .atMost(START)
            .until(() -> TestBroker.topics().readEvents(system + ".review", article).size() == 4);
        assertThat(TestBroker.topics().readEvents(system + ".review", article))
            .extracting(r -> r.header("ce_sequence") + " " + r.header("ce_type"))
            .endsWith("4 imprimatur.article.approved.v1");
      }
    }
  }

  private JavaProcess start(Map<String, String> settings, String... options) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("server.port", Integer.toString(port));
    all.put("imprimatur.events.system", system);
    JavaProcess process =
        Processes.java(ReviewApplication.class.getName())
            .option("-Xmx256m")
            .option(options)
            .argument(
                all.entrySet().stream()
                    .map(e -> "--" + e.getKey() + "=" + e.getValue())
                    .toArray(String[]::new))
            .start();
    return process.awaitLine("Started ReviewApplication", START);
  }

  private Http.Answer approve(TestPerson who, String article, Text text) {
    return api.post(
        who,
        "/api/reviews/" + article + "/decisions",
        "{\"digest\":\"%s\",\"verdict\":\"approve\"}".formatted(Digest.of(text)));
  }
}
