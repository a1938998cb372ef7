package io.imprimatur.benchmarks;

import java.util.Map;
import java.util.UUID;
import org.flowable.engine.ProcessEngine;
import tools.jackson.databind.JsonNode;

/** B1: articles that four clients take through their whole life in a second. */
final class B1Decisions {

  static final int CLIENTS = 4;
  private static final double AIM = 3;

  private static final String RATE = "articles/s";
  private static final String HALF = "p50 of a whole life, ms";
  private static final String MOST = "p99 of a whole life, ms";
  private static final String CPU = "CPU of the servers, ms an article";
  private static final String CLIENT_CPU = "CPU of the clients, ms an article";

  private final Settings settings;

  B1Decisions(Settings settings) {
    this.settings = settings;
  }

  Report run() {
    var report =
        new Report(
            "b1",
            "decisions: write, submit, three approvals, publish; four clients",
            "Flowable %s, %s".formatted(ProcessEngine.VERSION, Postgres.version()));
    report.fact("store", "the embedded document store");
    report.fact("clients", CLIENTS);
    report.fact("seconds of a repetition", settings.seconds());
    try (Postgres postgres = Postgres.fresh(settings);
        Child flowable =
            Child.start(settings, "flowable", FlowableLifecycles.class, postgres.url());
        Stack stack = Stack.fresh(settings, Map.of())) {
      Benchmarks.say("Warming up for %d s each.", settings.warmUp());
      theirs(flowable, settings.warmUp());
      Map<String, String> people = Desk.people(stack);
      ours(stack, people, settings.warmUp());
      for (int i = 1; i <= settings.repetitions(); i++) {
        measure(report, flowable, postgres);
        measure(report, stack, people);
        Benchmarks.say("Repetition %d is done.", i);
      }
    }
    report.aimOfRatio(RATE, "≥ 3 × the reference", ratio -> ratio >= AIM);
    return report;
  }

  private void measure(Report report, Child flowable, Postgres postgres) {
    var pids = java.util.List.of(flowable.pid(), postgres.pid());
    double before = Cpu.seconds(pids);
    JsonNode done = theirs(flowable, settings.seconds());
    double used = Cpu.seconds(pids) - before;
    report.theirs(RATE, done.get("perSecond").asDouble());
    report.theirs(HALF, done.get("p50").asDouble());
    report.theirs(MOST, done.get("p99").asDouble());
    report.theirs(CPU, used * 1000 / done.get("done").asInt());
  }

  private JsonNode theirs(Child flowable, int seconds) {
    return flowable.tell("run " + CLIENTS + " " + seconds);
  }

  private void measure(Report report, Stack stack, Map<String, String> people) {
    double before = Cpu.seconds(stack.pids());
    double own = Cpu.own();
    Clients.Done done = ours(stack, people, settings.seconds());
    double used = Cpu.seconds(stack.pids()) - before;
    report.ours(RATE, done.perSecond());
    report.ours(HALF, done.latencies().percentile(50));
    report.ours(MOST, done.latencies().percentile(99));
    report.ours(CPU, used * 1000 / done.done());
    report.ours(CLIENT_CPU, (Cpu.own() - own) * 1000 / done.done());
  }

  /** The load of B1 on a stack, for so many seconds, by {@link Desk#people}. */
  static Clients.Done ours(Stack stack, Map<String, String> people, int seconds) {
    return Clients.run(CLIENTS, seconds, () -> new Life(new Desk(stack, people)));
  }

  private record Life(Desk desk) implements Clients.Client {
    @Override
    public void work() {
      desk.publish(UUID.randomUUID().toString());
    }

    @Override
    public void close() {
      desk.close();
    }
  }
}
