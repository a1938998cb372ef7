package io.imprimatur.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Events on drafting's topic that drafting never told, and an administrator who clears them up. */
final class Strangers {

  private static final Http HTTP = Http.anywhere();

  private final Stack stack;
  private final Topics topics;

  Strangers(Stack stack) {
    this.stack = stack;
    this.topics = new Topics(stack.url("broker"));
  }

  /** Writes an event about an article that nobody wrote. */
  void tell(String article, long sequence, String source, String type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_source", "/imprimatur/" + source);
    headers.put("ce_type", type);
    headers.put("ce_subject", article);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_sequence", Long.toString(sequence));
    headers.put("content-type", "application/json");
    topics.write("imprimatur.drafting", article, headers, "{}");
  }

  /** Closes everything that is parked of an article in review. */
  void setAside(String article) {
    for (JsonNode parked : administrator("GET", "?status=open&article=" + article, null)) {
      administrator(
          "POST",
          "/" + parked.get("id").asString() + "/set-aside",
          "{\"reason\":\"It was written by a test.\"}");
    }
  }

  private JsonNode administrator(String method, String path, String body) {
    Http.Answer answer =
        HTTP.sendWith(
            stack.token(Newsroom.ADMINISTRATOR),
            method,
            stack.url("review") + "/api/parked-events" + path,
            body,
            Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
