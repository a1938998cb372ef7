package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An administrator who looks at what was parked and clears it away. */
final class Operations {

  private static final Http HTTP = Http.anywhere();

  private final Stack stack;

  Operations(Stack stack) {
    this.stack = stack;
  }

  /** What a service refused of an article. */
  List<JsonNode> refused(String service, String article) {
    List<JsonNode> found = new ArrayList<>();
    Http.Answer answer =
        HTTP.sendWith(
            stack.token(Newsroom.ADMINISTRATOR),
            "GET",
            parked(service) + "?kind=refused&status=open&article=" + article,
            null,
            Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    answer.json().forEach(found::add);
    return found;
  }

  /** Closes everything that was refused of an article, so that nothing of it waits for anybody. */
  void setAside(String article) {
    for (String service : Newsroom.SERVICES) {
      for (JsonNode parked : refused(service, article)) {
        Http.Answer answer =
            HTTP.sendWith(
                stack.token(Newsroom.ADMINISTRATOR),
                "POST",
                parked(service) + "/" + parked.get("id").asString() + "/set-aside",
                "{\"reason\":\"A forgery.\"}",
                Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  private String parked(String service) {
    return stack.url(service) + "/api/parked-events";
  }

  /** A demo person at a service's desk, with a session of their own. */
  static TestDesk signIn(Stack stack, String service, String base, String person) {
    TestDesk desk = TestDesk.stranger(0);
    TestDesk.Page signIn = desk.get(stack.url(service) + base);
    TestDesk.Page page =
        desk.submit(
            signIn, "form:has(input[name=username][value='%s'])".formatted(person), Map.of());
    assertThat(page.uri().toString()).startsWith(stack.url(service) + base);
    return desk;
  }
}
