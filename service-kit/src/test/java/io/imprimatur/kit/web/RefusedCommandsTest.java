package io.imprimatur.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Scrape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refused commands are counted by status and reason; reading and what succeeds are not. */
class RefusedCommandsTest extends EdgeTest {

  private static final String REFUSED = "imprimatur_commands_refused_total";

  private io.imprimatur.testkit.Http api() {
    return new io.imprimatur.testkit.Http(port);
  }

  @Test
  void eachRefusedCommandCountsOnceUnderItsStatusAndReason() {
    String token = ISSUER.token("lin.yue", java.util.List.of("writer"), "services");
    Scrape before = Scrape.of(port);

    send(token, "POST", "/api/notes", "{\"title\":\"\"}", Map.of(), 400);
    send(token, "PUT", "/api/notes/1", "{}", Map.of("If-Match", "\"6\""), 412);
    send(token, "PUT", "/api/notes/1", "{}", Map.of(), 428);
    send(null, "POST", "/api/notes", "{}", Map.of(), 401);
    send(token, "POST", "/api/nowhere", "{}", Map.of(), 404);
    send(token, "DELETE", "/api/notes/1", null, Map.of(), 405);
    send(token, "POST", "/api/notes", "{\"title\":\"fine\"}", Map.of(), 200);
    send(token, "GET", "/api/faults/missing", null, Map.of(), 404);

    Scrape after = Scrape.of(port);
    assertThat(after.since(before, REFUSED)).isEqualTo(6);
    assertThat(after.since(before, REFUSED, "status", "400", "code", "bad-request")).isEqualTo(1);
    assertThat(after.since(before, REFUSED, "status", "412", "code", "precondition-failed"))
        .isEqualTo(1);
    assertThat(after.since(before, REFUSED, "status", "428", "code", "precondition-required"))
        .isEqualTo(1);
    assertThat(after.since(before, REFUSED, "status", "401", "code", "unauthorized")).isEqualTo(1);
    assertThat(after.since(before, REFUSED, "status", "404", "code", "not-found")).isEqualTo(1);
    assertThat(after.since(before, REFUSED, "status", "405", "code", "method-not-allowed"))
        .isEqualTo(1);
  }

  private void send(
      String token,
      String method,
      String path,
      String json,
      Map<String, String> headers,
      int expected) {
    assertThat(api().sendWith(token, method, path, json, headers).status())
        .as(method + " " + path)
        .isEqualTo(expected);
  }
}
