package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.Http.json;
import static io.imprimatur.kit.web.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each kind of bad request gets a problem that says what is wrong and where. */
class ProblemsTest extends EdgeTest {

  @ParameterizedTest
  @CsvSource({
    "missing, 404, There is no such note",
    "forbidden, 403, Writers never decide",
    "conflict, 409, It is under review",
    "key-reused, 422, The Idempotency-Key k-1 belongs to another request; take a new one for a new request."
  })
  void aRefusalAnswersWithItsStatusAndReason(String kind, int status, String detail) {
    assertThat(problem(http.get("/api/faults/" + kind), status).path("detail").stringValue())
        .isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({"store", "driver", "transient"})
  void whatIsAwayForAWhileAnswers503AndWhenToTryAgain(String kind) {
    HttpResponse<String> answer = http.get("/api/faults/" + kind);
    problem(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void aStoreWithoutRoomAnswers503AndSaysWhoHelps() {
    HttpResponse<String> answer = http.get("/api/faults/full");
    assertThat(problem(answer, 503).path("detail").stringValue())
        .startsWith("The store has no room left");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
  }

  @Test
  void aFaultOfOursTellsNothingFromInside() {
    JsonNode problem = problem(http.get("/api/faults/other"), 500);
    assertThat(problem.toString()).doesNotContain("secret");
    assertThat(problem.path("detail").stringValue())
        .contains(problem.path("traceId").stringValue());
  }

  @Test
  void aProblemNamesTheTraceOfTheRequest() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    JsonNode problem =
        problem(
            http.get("/api/faults/missing", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01"),
            404);
    assertThat(problem.path("traceId").stringValue()).isEqualTo(trace);
  }

  @Test
  void anUnknownPathIsNotFound() {
    problem(http.get("/api/nothing-here"), 404);
    problem(http.get("/api"), 404);
  }

  @Test
  void aWrongMethodIsNotAllowedAndTheRightOnesAreNamed() {
    HttpResponse<String> answer = http.json("DELETE", "/api/notes", "");
    problem(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void anAnswerThatNobodyCanMakeIsNotAcceptable() {
    problem(http.get("/api/notes/1", "Accept", "image/png"), 406);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/png",
        "text/html",
        "application/json;q=0",
        "text/*, image/*;q=0.8",
        "no type",
      })
  void whoCannotReadTheAnswerIsRefusedBeforeAnythingIsDone(String accept) {
    int before = EdgeApplication.Notes.WRITTEN.get();
    problem(http.json("POST", "/api/notes", "{\"title\":\"x\"}", "Accept", accept), 406);
    assertThat(EdgeApplication.Notes.WRITTEN).hasValue(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json",
        "application/problem+json",
        "application/*",
        "text/html,*/*;q=0.8",
        "image/png, application/json;q=0.1",
      })
  void whoCanReadJsonIsServed(String accept) {
    assertThat(http.json("POST", "/api/notes", "{\"title\":\"x\"}", "Accept", accept).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anErrorOfTheFrameworkSaysItsOwnSentenceAlone() {
    assertThat(problem(http.get("/api/faults/framework"), 415).path("detail").stringValue())
        .isEqualTo("It is no Word document.");
    assertThat(problem(http.get("/api/nothing-here"), 404).path("detail").stringValue())
        .isEqualTo("There is nothing at this address.");
    assertThat(problem(http.get("/api/notes/seven"), 400).path("errors").get(0).toString())
        .contains("must be a whole number, not seven");
  }

  @Test
  void aBodyOfAnotherTypeIsUnsupported() {
    problem(
        http.send("POST", "/api/notes", BodyPublishers.ofString("x"), "Content-Type", "text/plain"),
        415);
  }

  @Test
  void brokenJsonIsShownByLineAndColumn() {
    JsonNode problem = problem(http.json("POST", "/api/notes", "{\n  \"title\": oops\n}"), 400);
    assertThat(problem.path("detail").stringValue())
        .contains("no valid JSON")
        .containsPattern("line 2, column 1\\d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"title\": 5}' | title | must be text",
        "'{\"title\": [\"a\"]}' | title | must be text",
        "'{\"title\": \"a\", \"topics\": \"budget\"}' | topics | must be a list",
        "'{\"title\": \"a\", \"topics\": [\"a\", {}]}' | topics[1] | must be text",
        "'{\"title\": \"a\", \"priority\": \"3\"}' | priority | must be a whole number",
        "'{\"title\": \"a\", \"priority\": 1.5}' | priority | must be a whole number",
        "'{\"title\": \"a\", \"urgent\": \"yes\"}' | urgent | must be true or false",
        "'{\"title\": \"a\", \"due\": \"tomorrow\"}' | due | must be a time in UTC"
      })
  void aWrongTypeNamesItsField(String body, String field, String message) {
    JsonNode errors = problem(http.json("POST", "/api/notes", body), 400).path("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo(field);
    assertThat(errors.get(0).path("message").stringValue()).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'[]' | The body must be an object",
        "'\"text\"' | The body must be an object",
        "'' | The request needs a JSON body",
        "'{\"title\": \"a\"} {}' | The body",
        "'{\"title\": \"a\", \"title\": \"b\"}' | Duplicate"
      })
  void aBodyThatIsNoObjectIsRefused(String body, String detail) {
    assertThat(problem(http.json("POST", "/api/notes", body), 400).path("detail").stringValue())
        .contains(detail);
  }

  @Test
  void aBrokenRuleNamesItsField() {
    JsonNode errors =
        problem(http.json("POST", "/api/notes", "{\"title\": \" \"}"), 400).path("errors");
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo("title");
    assertThat(errors.get(0).path("message").stringValue()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"/api/validated?size=2, size", "/api/validated?size=x, size", "/api/notes/x, id"})
  void aWrongParameterIsNamed(String path, String name) {
    JsonNode errors = problem(http.get(path), 400).path("errors");
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo(name);
  }

  @Test
  void aMissingParameterIsNamed() {
    JsonNode error = problem(http.get("/api/validated"), 400).path("errors").get(0);
    assertThat(error.path("field").stringValue()).isEqualTo("size");
    assertThat(error.path("message").stringValue()).isEqualTo("is missing");
  }

  @Test
  void whatARequestHasTooManyIsLeftAside() {
    HttpResponse<String> answer =
        http.json("POST", "/api/notes", "{\"title\": \"a\", \"state\": \"writing\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void answersShowEveryMemberInOrderAndTimesInUtc() {
    HttpResponse<String> answer = http.get("/api/notes/1");
    assertThat(answer.body())
        .isEqualTo("{\"title\":\"note 1\",\"nothing\":null,\"at\":\"2026-01-31T09:00:00Z\"}");
    assertThat(json(answer).path("nothing").isNull()).isTrue();
  }

  @Test
  void peopleGetAPageInBothLanguages() {
    HttpResponse<String> answer = stranger.get("/pages/none", "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(answer.body())
        .contains("没有找到这个页面", "There is no such page", "There is no page &lt;none&gt;");
  }

  @Test
  void aBrokenPageTellsNothingFromInside() {
    HttpResponse<String> answer = stranger.get("/pages/broken", "Accept", "*/*");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(answer.body()).contains("服务器出错了").doesNotContain("secret");
  }

  @Test
  void aProgramGetsAProblemFromAPageToo() {
    problem(stranger.get("/pages/none", "Accept", "application/json"), 404);
  }

  @Test
  void aPathThatTriesTricksIsRefusedAsAProblem() {
    problem(http.get("/api/notes;x=1"), 400);
    HttpResponse<String> answer = http.get("/api/notes/..%2f");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(json(answer).path("title").stringValue()).isEqualTo("Bad Request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pages/..%2f", "/pages/%00", "/pages/none;x=1", "/pages/%2e%2e/none"})
  void aPersonGetsAPageForAPathThatTriesTricks(String path) {
    for (String accept : List.of("text/html,application/json;q=0.9", "*/*")) {
      HttpResponse<String> answer = stranger.get(path, "Accept", accept);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .isEqualTo("text/html;charset=UTF-8");
      assertThat(answer.body()).contains("这个请求有误", "This request can't be understood");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'self'", "frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(answer.headers().firstValue("Referrer-Policy")).isPresent();
    }
    HttpResponse<String> program = stranger.get(path, "Accept", "application/json");
    assertThat(program.statusCode()).isEqualTo(400);
    assertThat(program.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
  }
}
