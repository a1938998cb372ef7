package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Http;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said, and changes nothing. */
class BadInputTest extends RunningService {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"digest\":\"%s\"} | verdict",
        "{\"digest\":\"%s\",\"verdict\":\"maybe\"} | verdict",
        "{\"digest\":\"%s\",\"verdict\":7} | verdict",
        "{\"digest\":\"%s\",\"verdict\":\"reject\"} | reason",
        "{\"digest\":\"%s\",\"verdict\":\"request-changes\",\"reason\":\"  \"} | reason",
        "{\"digest\":\"%s\",\"verdict\":\"approve\",\"reason\":\"half \\ud800\"} | reason",
        "{\"digest\":\"%s\",\"verdict\":\"approve\",\"round\":0} | round",
        "{\"digest\":\"%s\",\"verdict\":\"approve\",\"step\":-1} | step",
        "{\"digest\":\"%s\",\"verdict\":\"approve\",\"step\":\"1\"} | step",
        "{\"verdict\":\"approve\"} | digest",
        "{\"digest\":\"abc\",\"verdict\":\"approve\"} | digest",
        "{\"digest\":\"SHA256:00\",\"verdict\":\"approve\"} | digest",
      })
  void aDecisionThatIsNoneIsRefusedWithTheField(String body, String field) {
    String article = submitted(Samples.text("Bad", "services"), LIN_YUE);
    Http.Answer refused =
        api.post(
            WANG_MIN,
            "/api/reviews/" + article + "/decisions",
            body.replace("%s", digestOf(article)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(refused.text("/errors/0/message")).isNotBlank();
    assertThat(awaitTold(article, 1)).hasSize(1);
  }

  @Test
  void aReasonMayHaveFourThousandCharactersAndNoMore() {
    String article = submitted(Samples.text("Long", "services"), LIN_YUE);
    String most = "\uD840\uDC00".repeat(4_000);
    assertThat(
            decide(WANG_MIN, article, digestOf(article), "reject", ",\"reason\":\"" + most + "x\"")
                .status())
        .isEqualTo(400);
    assertThat(
            decide(WANG_MIN, article, digestOf(article), "reject", ",\"reason\":\"" + most + "\"")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{", "[]", "null", "''", "{\"digest\":1,\"digest\":2}"})
  void aBodyThatIsNoneIsAProblem(String body) {
    Http.Answer refused = api.post(WANG_MIN, "/api/reviews/x/decisions", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void whatContradictsTheReviewIsAConflictWithTheReason() {
    String article = submitted(Samples.text("Conflict", "services"), LIN_YUE);
    String digest = digestOf(article);
    Map<String, String> cases =
        Map.of(
            ",\"step\":2", "Step 1 is open",
            ",\"round\":2", "Round 1 runs");
    cases.forEach(
        (more, reason) -> {
          Http.Answer refused = decide(WANG_MIN, article, digest, "approve", more);
          assertThat(refused.status()).isEqualTo(409);
          assertThat(refused.text("/detail")).contains(reason);
        });
    Http.Answer other = decide(WANG_MIN, article, "sha256:" + "0".repeat(64), "approve", "");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("/detail")).contains(digest);
    assertThat(decide(WANG_MIN, article, digest, "approve", "").status()).isEqualTo(200);
    assertThat(
            decide(WANG_MIN, article, digest, "reject", ",\"reason\":\"No.\",\"step\":1").status())
        .isEqualTo(409);
  }

  @Test
  void aTooLargeBodyGetsItsAnswer() {
    Http.Answer refused =
        api.post(
            WANG_MIN,
            "/api/reviews/x/decisions",
            "{\"reason\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
  }
}
