package io.imprimatur.system.watch;

import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Scrape;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** Sees figures move in what the running services show, and remembers which did. */
final class Moves {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Stack stack;
  private final Set<String> seen = new TreeSet<>();
  private final Map<String, List<Scrape>> looks = new TreeMap<>();

  Moves(Stack stack) {
    this.stack = stack;
  }

  /** What all services show now. */
  Map<String, Scrape> look() {
    return Newsroom.SERVICES.stream().collect(Collectors.toMap(s -> s, this::scrape));
  }

  private Scrape scrape(String service) {
    Scrape scrape = Scrape.of(URI.create(stack.url(service)).getPort());
    looks.computeIfAbsent(service, s -> new ArrayList<>()).add(scrape);
    return scrape;
  }

  /** Waits until a figure is above what it was; where there was none, above 0. */
  void rises(Map<String, Scrape> before, String service, String name, String... labels) {
    double was = before.get(service).sum(name, labels);
    moves(service, name, labels, now -> now > was);
  }

  /** Waits until a figure is as it was, after it was seen to be something else. */
  void returns(Map<String, Scrape> before, String service, String name, String... labels) {
    double was = before.get(service).sum(name, labels);
    moves(service, name, labels, now -> now == was);
  }

  /** Waits until a figure is below what it was. */
  void falls(Map<String, Scrape> before, String service, String name, String... labels) {
    double was = before.get(service).sum(name, labels);
    moves(service, name, labels, now -> now < was);
  }

  private void moves(String service, String name, String[] labels, DoublePredicate there) {
    await(name + " " + List.of(labels) + " of " + service)
        .atMost(PATIENCE)
        .until(() -> scrape(service).sum(name, labels), there::test);
    seen.add(name);
  }

  /** Names of figures that were seen to move. */
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  /** All that was ever shown by a service. */
  List<Scrape> looks(String service) {
    return List.copyOf(looks.getOrDefault(service, List.of()));
  }
}
