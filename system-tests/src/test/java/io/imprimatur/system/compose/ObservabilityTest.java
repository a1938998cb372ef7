package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Newsroom;
import io.imprimatur.testkit.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The machines that watch: figures of every service, rules, and traces from click to mail. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(8)
class ObservabilityTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static Project project;

  @BeforeAll
  static void start(Project running) {
    project = running;
    project
        .compose(
            Duration.ofMinutes(5),
            "--profile",
            "observability",
            "up",
            "--wait",
            "--no-recreate",
            "prometheus",
            "zipkin")
        .orThrow();
  }

  @Test
  void prometheusFindsEveryServiceAndReadsItsRules() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () ->
                get(project.prometheus() + "/api/v1/query?query=up")
                    .at("/data/result")
                    .valueStream()
                    .filter(series -> series.at("/value/1").asString().equals("1"))
                    .map(series -> series.at("/metric/job").asString())
                    .collect(Collectors.toSet()),
            up -> up.containsAll(Newsroom.SERVICES));
    JsonNode rules = get(project.prometheus() + "/api/v1/rules").at("/data/groups");
    assertThat(rules.size()).isPositive();
    assertThat(rules.valueStream().flatMap(group -> group.get("rules").valueStream()))
        .allMatch(rule -> rule.get("lastError") == null);
  }

  @Test
  void oneTraceGoesThroughAllServices() {
    Newsroom newsroom = new Newsroom(project);
    String reader = "reader-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "services", "en");
    try (InFlight work = InFlight.begin(newsroom, "A trace", 1)) {
      work.arrived();
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () ->
                get(project.zipkin() + "/api/v2/traces?serviceName=review&limit=200")
                    .valueStream()
                    .map(ObservabilityTest::services)
                    .toList(),
            (List<Set<String>> traces) ->
                traces.stream().anyMatch(services -> services.containsAll(Newsroom.SERVICES)));
  }

  @Test
  void anAlertFiresWhileItsCauseLastsAndEndsWithIt() {
    Newsroom newsroom = new Newsroom(project);
    String broker = project.kill("kafka");
    try {
      newsroom.submit(
          newsroom.write("Told late " + UUID.randomUUID(), "<p>Told late.</p>", "services", "en"));
      awaitFiring("UnsentEvent of drafting", alerts -> alerts.contains("UnsentEvent drafting"));
    } finally {
      project.startAgain(broker);
    }
    awaitFiring("no UnsentEvent", alerts -> !alerts.contains("UnsentEvent drafting"));
    newsroom.drained();
  }

  private static void awaitFiring(String what, Predicate<Set<String>> wanted) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () ->
                get(project.prometheus() + "/api/v1/alerts")
                    .at("/data/alerts")
                    .valueStream()
                    .filter(alert -> alert.at("/state").asString().equals("firing"))
                    .map(
                        alert ->
                            alert.at("/labels").get("alertname").asString()
                                + " "
                                + alert.at("/labels").path("service").asString(""))
                    .collect(Collectors.toSet()),
            wanted);
  }

  private static Set<String> services(JsonNode trace) {
    return trace
        .valueStream()
        .map(span -> span.at("/localEndpoint/serviceName").asString(""))
        .collect(Collectors.toSet());
  }

  private static JsonNode get(String url) {
    return Http.anywhere().exchange(null, "GET", url, BodyPublishers.noBody(), Map.of()).json();
  }
}
