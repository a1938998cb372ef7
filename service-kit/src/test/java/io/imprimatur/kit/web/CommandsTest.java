package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.Http.json;
import static io.imprimatur.kit.web.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Versions, keys of commands, and lists a page at a time. */
class CommandsTest extends EdgeTest {

  private static final String NOTE = "{\"title\":\"a\"}";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @Test
  void anAnswerCarriesItsVersionAndNever304() {
    HttpResponse<String> answer = http.get("/api/notes/1", "If-None-Match", "\"7\"");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"7\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "\"6\", \"7\"", "*", " W/\"1\" ,\"7\""})
  void aChangeBasedOnTheVersionIsMade(String ifMatch) {
    assertThat(http.json("PUT", "/api/notes/1", NOTE, "If-Match", ifMatch).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"6\"", "W/\"7\"", "\"07\"", "\"\""})
  void aChangeBasedOnAnotherVersionFailsAndShowsWhatStandsThere(String ifMatch) {
    JsonNode problem = problem(http.json("PUT", "/api/notes/1", NOTE, "If-Match", ifMatch), 412);
    assertThat(problem.path("current").path("title").stringValue()).isEqualTo("what stands there");
    assertThat(problem.path("current").path("version").intValue()).isEqualTo(7);
  }

  @Test
  void aChangeThatNamesNoVersionIsRefused() {
    assertThat(problem(http.json("PUT", "/api/notes/1", NOTE), 428).path("detail").stringValue())
        .contains("If-Match: \"7\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"7", "\"7\" \"8\"", "\"7\",", "W/7", "*,\"7\""})
  void aMalformedIfMatchIsABadRequest(String ifMatch) {
    JsonNode errors =
        problem(http.json("PUT", "/api/notes/1", NOTE, "If-Match", ifMatch), 400).path("errors");
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo("If-Match");
  }

  @Test
  void aKeyIsTheSameQuotedOrNot() {
    assertThat(key("abc-1")).isEqualTo("abc-1");
    assertThat(key("\"abc-1\"")).isEqualTo("abc-1");
    assertThat(key("\"a \\\"b\\\" c\"")).isEqualTo("a \"b\" c");
    assertThat(key("k".repeat(255))).hasSize(255);
  }

  private String key(String header) {
    HttpResponse<String> answer =
        http.json("POST", "/api/commands", NOTE, "Idempotency-Key", header);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("key").stringValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"open", "\"a\"b", "a b", "\"\"", "\"a\\n\""})
  void aMalformedKeyIsABadRequest(String header) {
    badKey(header);
  }

  @Test
  void aTooLongKeyIsABadRequest() {
    badKey("k".repeat(256));
  }

  private void badKey(String header) {
    JsonNode errors =
        problem(http.json("POST", "/api/commands", NOTE, "Idempotency-Key", header), 400)
            .path("errors");
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo("Idempotency-Key");
  }

  @Test
  void withoutAKeyThereIsNone() {
    JsonNode answer = json(http.json("POST", "/api/commands", NOTE));
    assertThat(answer.path("key").isNull()).isTrue();
    assertThat(answer.path("personId").stringValue()).isEqualTo("lin.yue");
  }

  @Test
  void aFingerprintTellsRequestsApart() {
    String first = fingerprint("/api/commands", NOTE);
    assertThat(first).matches("[0-9a-f]{64}").isEqualTo(fingerprint("/api/commands", NOTE));
    assertThat(fingerprint("/api/commands", NOTE + " ")).isNotEqualTo(first);
    assertThat(fingerprint("/api/commands?x=1", NOTE)).isNotEqualTo(first);
    assertThat(fingerprint("/api/other-commands", NOTE)).isNotEqualTo(first);
  }

  private String fingerprint(String path, String body) {
    return json(http.json("POST", path, body)).path("fingerprint").stringValue();
  }

  @Test
  void aListIsReadPageByPage() {
    List<Integer> all = new ArrayList<>();
    String path = "/api/numbers?limit=3&kind=all";
    int pages = 0;
    while (path != null) {
      HttpResponse<String> answer = http.get(path);
      json(answer).forEach(n -> all.add(n.intValue()));
      Optional<String> link = answer.headers().firstValue("Link");
      path = link.map(CommandsTest::next).orElse(null);
      pages++;
      if (path != null) {
        assertThat(path).startsWith("http://127.0.0.1:" + port).contains("kind=all", "limit=3");
      }
    }
    assertThat(all).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(pages).isEqualTo(3);
  }

  private static String next(String link) {
    Matcher m = NEXT.matcher(link);
    assertThat(m.matches()).as(link).isTrue();
    return m.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=-1", "limit=ten", "limit="})
  void aLimitOutOfRangeIsABadRequest(String query) {
    JsonNode errors = problem(http.get("/api/numbers?" + query), 400).path("errors");
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo("limit");
    assertThat(errors.get(0).path("message").stringValue()).contains("1 to 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=%21%21", "after=YQFi", "after=gICA"})
  void aCursorOfNoListIsABadRequest(String query) {
    JsonNode errors = problem(http.get("/api/numbers?" + query), 400).path("errors");
    assertThat(errors.get(0).path("field").stringValue()).isEqualTo("after");
  }
}
