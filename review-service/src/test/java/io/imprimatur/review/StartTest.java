package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.imprimatur.seals.SealKeysUnusable;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How the service starts, and how it doesn't. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

  @TempDir Path folder;

  /** A system of its own on the shared broker, so that no other test's service hears it. */
  private final String system = "start-" + UUID.randomUUID().toString().substring(0, 8);

  private Instance start(Map<String, String> settings) {
    return Instance.start(system, settings);
  }

  @Test
  void withoutItsKeysItSaysWhatIsMissing(CapturedOutput output) {
    try (TestKeys keys = TestKeys.create()) {
      Map<String, String> settings =
          Instance.settings(TestStore.newDatabase(StartTest.class), keys);
      settings.put("SEAL_KEYS_FILE", folder.resolve("none.json").toString());
      assertThatThrownBy(() -> start(settings)).hasRootCauseInstanceOf(java.io.IOException.class);
      assertThat(output)
          .contains("There is no file with sealing keys at " + folder.resolve("none.json"))
          .contains("Set SEAL_KEYS_FILE");
    }
  }

  @Test
  void withAFileThatIsNoKeySetItSaysSo(CapturedOutput output) throws Exception {
    try (TestKeys keys = TestKeys.create()) {
      Path wrong = Files.writeString(folder.resolve("wrong.json"), "{}");
      Map<String, String> settings =
          Instance.settings(TestStore.newDatabase(StartTest.class), keys);
      settings.put("SEAL_KEYS_FILE", wrong.toString());
      assertThatThrownBy(() -> start(settings)).hasRootCauseInstanceOf(SealKeysUnusable.class);
      assertThat(output).contains("is no JWK Set");
    }
  }

  @Test
  void aRouteForASectionThatTheOfficeHasNotStopsTheStart(CapturedOutput output) {
    try (TestKeys keys = TestKeys.create()) {
      Map<String, String> settings =
          Instance.settings(TestStore.newDatabase(StartTest.class), keys);
      settings.put("imprimatur.routes.sections.sports.steps[0].name.zh", "体育");
      settings.put("imprimatur.routes.sections.sports.steps[0].name.en", "Sports");
      settings.put("imprimatur.routes.sections.sports.steps[0].group", "reviewer");
      assertThatThrownBy(() -> start(settings))
          .rootCause()
          .hasMessageContaining("sports, which is none of the office's sections");
    }
  }

  @Test
  void itStartsWhileTheStoreIsAwayAndWorksWhenItComes() {
    try (TestKeys keys = TestKeys.create();
        ServerProcess store = TestStore.process()) {
      store.kill();
      String uri = store.address() + "/review?serverSelectionTimeoutMS=500";
      try (Instance service = start(Instance.settings(uri, keys))) {
        Http api = service.api();
        assertThat(api.send(null, "GET", "/actuator/health/readiness", null, Map.of()).status())
            .isEqualTo(503);
        assertThat(api.send(null, "GET", "/actuator/health/liveness", null, Map.of()).status())
            .isEqualTo(200);
        assertThat(api.send(null, "GET", "/.well-known/jwks.json", null, Map.of()).status())
            .isEqualTo(200);
        Http.Answer away = api.get(WANG_MIN, "/api/reviews");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("content-type")).isEqualTo("application/problem+json");

        String article = RunningService.newArticle();
        new TestNeighbour(system, "drafting")
            .tells(article, Samples.submission(Samples.text("Early", "services"), 1, 1, LIN_YUE));
        store.start();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> {
                  assertThat(
                          api.send(null, "GET", "/actuator/health/readiness", null, Map.of())
                              .status())
                      .isEqualTo(200);
                  assertThat(api.get(WANG_MIN, "/api/reviews/" + article).status()).isEqualTo(200);
                });
      }
    }
  }
}
