package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Command;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Kills processes while the desks work, lets services halt at their named points, and starts what
 * died by the project's own command.
 */
final class Killer {

  /** The named points of service-kit's HaltPoint. */
  static final List<String> POINTS =
      List.of("OUTBOX_BEFORE_SENDING", "OUTBOX_SENT", "INBOX_APPLIED", "INBOX_PARKED");

  private static final List<String> PROCESSES =
      List.of(
          "drafting",
          "review",
          "publishing",
          "notification",
          "broker",
          "store",
          "mailbox",
          "sign-in");

  /** A topic that each service listens to. */
  private static final Map<String, String> HEARD =
      Map.of(
          "drafting", "imprimatur.review",
          "review", "imprimatur.drafting",
          "publishing", "imprimatur.review",
          "notification", "imprimatur.publishing");

  private static final Duration HALTING = Duration.ofMinutes(3);

  /**
   * What happens before one start.
   *
   * @param kills in this order
   * @param halting a service among them that is started so that it halts; null for none
   */
  record Blow(List<String> kills, String halting, String point) {}

  private final Stack stack;
  private final Desks desks;
  private final WorkInFlight work;
  private final Random choices;
  private final int articles;
  private final Map<String, Integer> killed = new TreeMap<>();
  private final List<String> halted = new ArrayList<>();
  private final Set<String> strays = new ConcurrentSkipListSet<>();

  Killer(Stack stack, Desks desks, Random choices, int articles) {
    this.stack = stack;
    this.desks = desks;
    this.work = new WorkInFlight(desks);
    this.choices = choices;
    this.articles = articles;
  }

  /**
   * At least so many kills, each process as often as the others give or take one, in blows of up to
   * five; and so many of the points for each service.
   */
  static List<Blow> plan(Random choices, int kills, int pointsOfEach) {
    List<String> victims = new ArrayList<>();
    while (victims.size() < kills) {
      List<String> each = new ArrayList<>(PROCESSES);
      Collections.shuffle(each, choices);
      victims.addAll(each);
    }
    List<String[]> halts = new ArrayList<>();
    for (String service : Office.SERVICES) {
      List<String> points = new ArrayList<>(POINTS);
      Collections.shuffle(points, choices);
      points.subList(0, pointsOfEach).forEach(point -> halts.add(new String[] {service, point}));
    }
    Collections.shuffle(halts, choices);
    List<Blow> blows = new ArrayList<>();
    int next = 0;
    while (next < victims.size()) {
      int size = 4 + choices.nextInt(2);
      List<String> now = new ArrayList<>();
      while (now.size() < size && next < victims.size() && !now.contains(victims.get(next))) {
        now.add(victims.get(next++));
      }
      String[] halt =
          halts.stream().filter(h -> now.contains(h[0])).findFirst().orElse(new String[2]);
      halts.remove(halt);
      blows.add(new Blow(now, halt[0], halt[1]));
    }
    halts.forEach(halt -> blows.add(new Blow(List.of(halt[0]), halt[0], halt[1])));
    return spread(blows);
  }

  /** What halted in one blow is dead already, so the next one is about others where possible. */
  private static List<Blow> spread(List<Blow> blows) {
    List<Blow> left = new ArrayList<>(blows);
    List<Blow> spread = new ArrayList<>();
    String dead = null;
    while (!left.isEmpty()) {
      String halted = dead;
      Blow next =
          left.stream()
              .filter(blow -> halted == null || !blow.kills().contains(halted))
              .findFirst()
              .orElse(left.getFirst());
      left.remove(next);
      spread.add(next);
      dead = next.halting();
    }
    return spread;
  }

  void run(List<Blow> blows) {
    for (int i = 0; i < blows.size(); i++) {
      int left = blows.size() - i;
      desks.grant(Math.max(1, (articles - desks.granted() + left - 1) / left));
      strike(blows.get(i), i + 1 + " of " + blows.size());
      if (desks.troubled()) {
        break;
      }
    }
    stack.mend();
  }

  private void strike(Blow blow, String count) {
    Instant began = Instant.now();
    if (!blow.kills().stream().allMatch(stack::alive)) {
      stack.mend();
    }
    work.await();
    pause(choices.nextInt(1500));
    List<String> flights = new ArrayList<>();
    for (String process : blow.kills()) {
      flights.add(kill(process) + " in flight");
      pause(choices.nextInt(400));
    }
    String halt = "";
    if (blow.halting() == null) {
      stack.mend();
    } else {
      stack.mend(PROCESSES.stream().filter(p -> !p.equals(blow.halting())).toArray(String[]::new));
      halt = halt(blow.halting(), blow.point());
    }
    System.out.printf(
        "%s  blow %s: %s %s%s, %.1f s%n",
        Instant.now(),
        count,
        blow.kills(),
        flights,
        halt,
        Duration.between(began, Instant.now()).toMillis() / 1000.0);
  }

  /** Kills while work is in flight and says how much. */
  private int kill(String process) {
    int inFlight =
        work.during(
            process,
            () -> {
              assertThat(stack.alive(process)).as(process + " runs before it is killed").isTrue();
              stack.kill(process);
            });
    killed.merge(process, 1, Integer::sum);
    return inFlight;
  }

  /** Starts a service that halts at a point, and waits until it has. */
  private String halt(String service, String point) {
    Path log = stack.state().resolve("logs").resolve(service + ".log");
    long from = length(log);
    Command.Told told =
        stack.startWith(Map.of("JAVA_TOOL_OPTIONS", "-Dimprimatur.halt-at=" + point), service);
    if (point.equals("INBOX_PARKED")) {
      stray(HEARD.get(service));
    }
    await(service + " halts at " + point)
        .atMost(HALTING)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              work.keep();
              return !stack.alive(service) || desks.troubled();
            });
    if (!desks.troubled()) {
      assertThat(written(log, from)).as(told.toString()).contains("halted at " + point);
      halted.add(service + " at " + point);
    }
    return ", " + service + " halted at " + point;
  }

  /** An event of nobody's about no article: it is parked as refused by everybody who hears it. */
  private void stray(String topic) {
    String article = UUID.randomUUID().toString();
    strays.add(article);
    new Topics(stack.url("broker"))
        .write(
            topic,
            article,
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "/elsewhere",
                "ce_type", "imprimatur.draft.submitted.v1",
                "ce_subject", article,
                "ce_time", Instant.now().toString(),
                "ce_sequence", "1",
                "content-type", "application/json"),
            "{}");
  }

  private static long length(Path log) {
    return log.toFile().length();
  }

  private static String written(Path log, long from) {
    try {
      byte[] all = Files.readAllBytes(log);
      int start = from <= all.length ? (int) from : 0; // a new file was begun meanwhile
      return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The moment of a blow is drawn, within a second or two. */
  static void pause(int millis) {
    Instant until = Instant.now().plusMillis(millis);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !Instant.now().isBefore(until));
  }

  Map<String, Integer> killed() {
    return killed;
  }

  List<String> halted() {
    return halted;
  }

  /** Articles that do not exist and that somebody told of all the same. */
  Set<String> strays() {
    return strays;
  }

  int leastInFlight() {
    return work.least();
  }
}
