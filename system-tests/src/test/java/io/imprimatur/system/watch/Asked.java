package io.imprimatur.system.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.watch.Selector.Condition;
import io.imprimatur.testkit.Scrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What rules and dashboards ask for, held against what the services showed. */
final class Asked {

  private static final String OURS = "imprimatur_";

  /** What Prometheus itself knows. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  /** Labels that Prometheus or every figure has; {@link Scrape} leaves them out. */
  private static final Set<String> EVERYWHERE = Set.of("service", "instance", "job");

  /** What no deed moves; it only has to be there. */
  private static final Set<String> CONSTANT = Set.of("jvm_memory_max_bytes");

  private Asked() {}

  /** Ours by a deed of the tests; those of libraries by themselves, as time goes on. */
  static void assertMoved(Moves moves) {
    Set<String> names =
        Deploy.expressions().values().stream()
            .flatMap(expression -> Selector.of(expression).stream())
            .map(Selector::metric)
            .filter(name -> !OF_PROMETHEUS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).as("asked for").hasSizeGreaterThan(20);
    assertThat(moves.seen())
        .as("seen to move")
        .containsAll(names.stream().filter(name -> name.startsWith(OURS)).toList());
    for (String name : names) {
      if (!name.startsWith(OURS)) {
        await(name).atMost(Duration.ofSeconds(90)).until(() -> isThere(moves, name));
      }
    }
  }

  /** Looks once more each time, so that there is something to collect as garbage. */
  private static boolean isThere(Moves moves, String name) {
    moves.look();
    return Newsroom.SERVICES.stream()
        .allMatch(
            service ->
                moves.looks(service).stream().mapToDouble(s -> s.sum(name)).distinct().count()
                        > (CONSTANT.contains(name) ? 0 : 1)
                    && moves.looks(service).getLast().sum(name) != 0);
  }

  /** A value that no figure has would make a rule that never fires. */
  static void assertLabels(Moves moves) {
    Map<String, Scrape> last = moves.look();
    List<String> missing = new ArrayList<>();
    Deploy.expressions()
        .forEach(
            (where, expression) -> {
              List<Selector> selectors = Selector.of(expression);
              for (Selector selector : selectors) {
                for (Condition condition : selector.conditions()) {
                  for (String value : condition.values()) {
                    if (!isThere(last, selector, condition.label(), value)) {
                      missing.add(where + ": " + selector.metric() + " " + condition);
                    }
                  }
                }
              }
              Set<String> known = new TreeSet<>(EVERYWHERE);
              selectors.forEach(s -> known.addAll(labels(last, s.metric())));
              Selector.groupings(expression).stream()
                  .filter(label -> !known.contains(label))
                  .forEach(label -> missing.add(where + " groups by " + label));
            });
    assertThat(missing).isEmpty();
  }

  private static boolean isThere(
      Map<String, Scrape> last, Selector selector, String label, String value) {
    return switch (label) {
      case "service" -> last.containsKey(value);
      case "job" -> jobs().contains(value);
      case "alertstate" -> Set.of("pending", "firing").contains(value);
      case "alertname" ->
          Deploy.alerts().stream().anyMatch(rule -> rule.get("alert").asString().equals(value));
      default ->
          last.values().stream()
              .flatMap(scrape -> scrape.samples().stream())
              .anyMatch(
                  s -> s.name().equals(selector.metric()) && value.equals(s.labels().get(label)));
    };
  }

  private static Set<String> labels(Map<String, Scrape> last, String metric) {
    return last.values().stream()
        .flatMap(scrape -> scrape.samples().stream())
        .filter(sample -> sample.name().equals(metric))
        .flatMap(sample -> sample.labels().keySet().stream())
        .collect(Collectors.toSet());
  }

  /** The services as Prometheus calls their instances. */
  private static Set<String> jobs() {
    Set<String> jobs = new TreeSet<>();
    for (JsonNode job :
        Deploy.yaml(Deploy.PROMETHEUS.resolve("prometheus.yml")).get("scrape_configs")) {
      jobs.add(job.get("job_name").asString());
    }
    return jobs;
  }
}
