package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import io.imprimatur.testkit.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Instances end, in order or by {@code kill -9}, while the desks work; the others have to go on
 * with their share in time. Then they start again. One instance of each service always stays.
 */
final class Turnover {

  /** How an instance ends. */
  enum Manner {
    STOPPED,
    KILLED
  }

  /** One instance that ends. */
  record End(String service, int number, Manner manner) {}

  private static final String HALT_POINT = "OUTBOX_BEFORE_SENDING";

  /** How long a consumer group waits for a member that is silent. */
  private static final Duration SESSION = Duration.ofSeconds(6);

  private static final Duration WORKING = Duration.ofMinutes(2);

  private final Instances instances;
  private final WorkInFlight work;
  private final Desks desks;
  private final Shares shares;
  private final MongoClient store;
  private final Topics topics;
  private final Random choices;
  private final Duration limit;
  private final List<CompletableFuture<Resumption.Times>> watches = new ArrayList<>();
  private final List<Resumption.Times> resumed = new ArrayList<>();
  private int stops;
  private int kills;
  private int halts;

  /**
   * @param limit within this time of an instance's end the others have resumed its share
   */
  Turnover(
      Instances instances,
      Desks desks,
      Shares shares,
      MongoClient store,
      Topics topics,
      Random choices,
      Duration limit) {
    this.instances = instances;
    this.work = new WorkInFlight(desks);
    this.desks = desks;
    this.shares = shares;
    this.store = store;
    this.topics = topics;
    this.choices = choices;
    this.limit = limit;
  }

  /**
   * Each instance is stopped once and killed once, in an order that is drawn. Some of each service
   * ends in each blow, and once two of it do.
   */
  static List<List<End>> plan(Random choices) {
    List<List<List<End>>> services =
        Office.SERVICES.stream().map(service -> turns(service, choices)).toList();
    List<List<End>> blows = new ArrayList<>();
    for (int blow = 0; blow < services.getFirst().size(); blow++) {
      List<List<End>> now = new ArrayList<>();
      for (List<List<End>> turns : services) {
        now.add(turns.get(blow));
      }
      Collections.shuffle(now, choices);
      blows.add(now.stream().flatMap(List::stream).toList());
    }
    return blows;
  }

  private static List<List<End>> turns(String service, Random choices) {
    List<End> ends = new ArrayList<>();
    for (Manner manner : Manner.values()) {
      for (int number = 1; number <= Instances.OF_EACH; number++) {
        ends.add(new End(service, number, manner));
      }
    }
    Collections.shuffle(ends, choices);
    End one = ends.removeFirst();
    End other = ends.stream().filter(e -> e.number() != one.number()).findFirst().orElseThrow();
    ends.remove(other);
    List<List<End>> turns = new ArrayList<>();
    turns.add(List.of(one, other));
    ends.forEach(end -> turns.add(List.of(end)));
    Collections.shuffle(turns, choices);
    return turns;
  }

  /** What ends in one blow, and starts again when the others have taken over. */
  void blow(List<End> ends) {
    instances.awaitShared();
    List<Instance> chosen = ends.stream().map(e -> instances.of(e.service(), e.number())).toList();
    chosen.forEach(this::awaitWork);
    Killer.pause(choices.nextInt(1000));
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i).manner() == Manner.KILLED) {
        kill(chosen.get(i));
      } else {
        stop(chosen.get(i));
      }
    }
    awaitResumed();
  }

  /** One instance after the other stops and starts, as for an upgrade, service by service. */
  void roll(List<String> services, Runnable afterEach) {
    for (String service : services) {
      for (Instance instance : instances.of(service)) {
        instances.awaitShared();
        stop(instance);
        awaitResumed();
        startAbsent();
        afterEach.run();
      }
    }
  }

  /** An instance ends only after it has told and heard something in this life. */
  private void awaitWork(Instance instance) {
    await(instance + " has sent and taken events since its start")
        .atMost(WORKING)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
        .until(
            () -> {
              work.keep();
              return desks.troubled() || Shares.hasWorked(instance);
            });
  }

  void kill(Instance instance) {
    assertAnotherStays(instance);
    shares.note(instance);
    Instant[] at = new Instant[1];
    work.during(
        instance.toString(),
        () -> {
          at[0] = Instant.now();
          instance.kill();
        });
    kills++;
    watches.add(resumption(instance, at[0]).watch());
  }

  void stop(Instance instance) {
    assertAnotherStays(instance);
    shares.note(instance);
    work.before(instance.toString(), instance::stop);
    stops++;
    watches.add(resumption(instance, Instant.now()).watch());
  }

  /**
   * One instance of each service dies at the worst moment for its relay: the command is written,
   * nothing of it is sent.
   *
   * @param number of the instances, not the stack's own
   */
  void halt(int number) {
    instances.awaitShared();
    List<Instance> chosen =
        Office.SERVICES.stream().map(service -> instances.of(service, number)).toList();
    chosen.forEach(this::awaitWork);
    chosen.forEach(this::stop);
    awaitResumed();
    chosen.forEach(instance -> instance.start("-Dimprimatur.halt-at=" + HALT_POINT));
    List<Instance> alive = new ArrayList<>(chosen);
    await("one instance of each service halts")
        .atMost(WORKING)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              work.keep();
              for (Instance instance : List.copyOf(alive)) {
                if (!instance.isAlive()) {
                  halted(instance);
                  alive.remove(instance);
                }
              }
              return alive.isEmpty() || desks.troubled();
            });
    awaitResumed();
  }

  private void halted(Instance instance) {
    Instant at = Instant.now();
    instance.gone();
    assertThat(instance.output()).contains("halted at " + HALT_POINT);
    halts++;
    watches.add(resumption(instance, at).watchUnsent());
  }

  private void assertAnotherStays(Instance instance) {
    assertThat(instance.isUp() && instance.isAlive()).as("%s works", instance).isTrue();
    assertThat(instances.up(instance.service()))
        .as("instances of " + instance.service() + " before one of them ends")
        .hasSizeGreaterThan(1);
  }

  private Resumption resumption(Instance instance, Instant at) {
    return new Resumption(instances, store, topics, instance, at);
  }

  /** The others have taken over all that ended, each share in time. */
  void awaitResumed() {
    List<Resumption.Times> now = watches.stream().map(CompletableFuture::join).toList();
    watches.clear();
    resumed.addAll(now);
    now.forEach(times -> System.out.println("        " + times));
    assertThat(now)
        .as("shares that the others resumed")
        .allSatisfy(
            times -> assertThat(times.longest()).isLessThanOrEqualTo(limit(times.ended(), now)));
  }

  /**
   * Where two of a service end together, the group misses the second one only when it has shared
   * out what the first one left.
   */
  private Duration limit(Instance ended, List<Resumption.Times> together) {
    long ofService =
        together.stream().filter(t -> t.ended().service().equals(ended.service())).count();
    return limit.plus(SESSION.multipliedBy(ofService - 1));
  }

  /** Starts what has ended. */
  void startAbsent() {
    instances.start(instances.all().filter(instance -> !instance.isUp()).toList());
  }

  int kills() {
    return kills;
  }

  int stops() {
    return stops;
  }

  int halts() {
    return halts;
  }

  int leastInFlight() {
    return work.least();
  }

  /** The longest time in which the others resumed a share. */
  Duration slowestResumption() {
    return resumed.stream()
        .map(Resumption.Times::longest)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
