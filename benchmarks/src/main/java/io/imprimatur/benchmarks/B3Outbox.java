package io.imprimatur.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.modulith.events.Externalized;
import tools.jackson.databind.JsonNode;

/** B3: writes whose events reach Kafka, as many as go, and a thousand a second. */
final class B3Outbox {

  private static final String OURS = "benchmark.outbox";
  private static final int PER_SECOND = 1_000;

  private static final String MOST = "events/s, 16 writers";
  private static final String CPU = "CPU of outbox, store and broker, µs an event";
  private static final String LEFT = "events not yet sent when the writers stop";
  private static final String AT_RATE = "at 1,000/s: events/s that arrived";
  private static final String P50 = "at 1,000/s: write acknowledged → read from Kafka, p50, ms";
  private static final String P99 = "at 1,000/s: the same, p99, ms";
  private static final String WHOLE_P50 = "at 1,000/s: write due → read from Kafka, p50, ms";
  private static final String WHOLE_P99 = "at 1,000/s: from there, p99, ms";
  private static final String BACKLOG = "at 1,000/s: most unsent of a look each second";

  private final Settings settings;

  B3Outbox(Settings settings) {
    this.settings = settings;
  }

  private static String modulith() {
    return "Spring Modulith "
        + Externalized.class.getPackage().getImplementationVersion()
        + " (JDBC, Kafka)";
  }

  Report run() {
    var report =
        new Report(
            "b3",
            "outbox: a write and its event, until a consumer has the event",
            modulith() + ", " + Postgres.version());
    report.fact("store", "the embedded document store");
    report.fact("seconds of a repetition", settings.seconds());
    report.fact("bytes of an event", OutboxLoad.FILLING.length() + 30);
    try (Postgres postgres = Postgres.fresh(settings);
        Stack stack = Stack.fresh(settings, Map.of(), "store", "broker")) {
      String broker = "127.0.0.1:" + stack.port("broker");
      topics(broker, OURS, ModulithOutbox.TOPIC);
      try (Child theirs =
              Child.start(settings, "modulith", ModulithOutbox.class, broker, postgres.url());
          Child ours = Child.start(settings, "outbox", OurOutbox.class, broker, stack.mongoUri())) {
        var theirPids = List.of(theirs.pid(), postgres.pid(), stack.pid("broker"));
        var ourPids = List.of(ours.pid(), stack.pid("store"), stack.pid("broker"));
        Benchmarks.say("Warming up for %d s each.", settings.warmUp());
        theirs.tell("max " + settings.warmUp());
        Cpu.awaitRest(theirPids);
        ours.tell("max " + settings.warmUp());
        Cpu.awaitRest(ourPids);
        for (int i = 1; i <= settings.repetitions(); i++) {
          measure(report::theirs, theirs, theirPids);
          measure(report::ours, ours, ourPids);
          Benchmarks.say("Repetition %d is done.", i);
        }
      }
    }
    report.aimOfRatio(MOST, "≥ 10 × the reference", ratio -> ratio >= 10);
    report.aim(P50, "≤ 3 ms", value -> value <= 3);
    report.aim(P99, "≤ 15 ms", value -> value <= 15);
    report.aim(BACKLOG, "not growing: ≤ 100", value -> value <= 100);
    return report;
  }

  private interface Column {
    void put(String figure, double value);
  }

  private void measure(Column column, Child child, List<Long> pids) {
    double before = Cpu.seconds(pids);
    JsonNode most = child.tell("max " + settings.seconds());
    double used = Cpu.seconds(pids) - before;
    column.put(MOST, most.get("perSecond").asDouble());
    column.put(CPU, used * 1e6 / most.get("events").asInt());
    column.put(LEFT, most.get("backlogAtEnd").asDouble());
    Cpu.awaitRest(pids);
    JsonNode steady = child.tell("rate " + PER_SECOND + " " + settings.seconds());
    column.put(AT_RATE, steady.get("perSecond").asDouble());
    column.put(P50, steady.get("p50").asDouble());
    column.put(P99, steady.get("p99").asDouble());
    column.put(WHOLE_P50, steady.get("wholeP50").asDouble());
    column.put(WHOLE_P99, steady.get("wholeP99").asDouble());
    column.put(BACKLOG, steady.get("backlogMost").asDouble());
    Cpu.awaitRest(pids);
  }

  /** Made here, so that both sides have the same number of partitions from the first event on. */
  private static void topics(String broker, String... names) {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          List.of(names).stream()
              .filter(name -> !there.contains(name))
              .map(name -> new NewTopic(name, OutboxLoad.PARTITIONS, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
