package io.imprimatur.system;

import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.Topics;
import java.util.List;
import java.util.Map;

/** What the services of the local stack have still to tell and to hear. */
final class Backlog {

  private static final Map<String, List<String>> HEARD =
      Map.of(
          "drafting", List.of("review", "publishing", "notification"),
          "review", List.of("drafting", "publishing"),
          "publishing", List.of("review"),
          "notification", List.of("publishing"));

  private final Stack stack;

  Backlog(Stack stack) {
    this.stack = stack;
  }

  /** Looks twice, as what is heard makes a service tell something. */
  void drained() {
    Topics topics = new Topics(stack.url("broker"));
    for (int look = 0; look < 2; look++) {
      for (String service : Newsroom.SERVICES) {
        await(service + " has told everything")
            .atMost(stack.patience())
            .ignoreExceptions()
            .until(() -> oldestUnsent(service) == 0);
      }
      HEARD.forEach(
          (group, neighbours) ->
              topics.awaitDrained(
                  "imprimatur." + group,
                  stack.patience(),
                  neighbours.stream().map(n -> "imprimatur." + n).toArray(String[]::new)));
    }
  }

  private double oldestUnsent(String service) {
    return Http.get(stack.url(service) + "/actuator/metrics/imprimatur.outbox.oldest.age")
        .json()
        .get("measurements")
        .get(0)
        .get("value")
        .asDouble();
  }
}
