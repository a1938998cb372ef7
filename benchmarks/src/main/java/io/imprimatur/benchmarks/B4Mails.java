package io.imprimatur.benchmarks;

import io.imprimatur.benchmarks.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * B4: mails a second through the whole path, from the page of a published article to the last
 * reader's mail; and what notification keeps in memory with few and with many readers.
 */
final class B4Mails {

  /** As many as notification has workers. */
  private static final int CONNECTIONS = 4;

  private static final String PUBLISHER = "mia.roth";
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int HEAP_LOOKS = 7;

  private static final String RATE = "mails/s";
  private static final String CPU = "CPU without the sink, µs a mail";
  private static final String SINK_CPU = "CPU of the sink, µs a mail";

  private final Settings settings;
  private final int readers;
  private final int fewReaders;
  private final int manyReaders;

  /** Options: {@code --readers}, {@code --few-readers}, {@code --many-readers} (0: no heaps). */
  B4Mails(Settings settings) {
    this.settings = settings;
    this.readers = settings.option("readers", 100_000);
    this.fewReaders = settings.option("few-readers", 10_000);
    this.manyReaders = settings.option("many-readers", 1_000_000);
  }

  Report run() {
    var report =
        new Report(
            "b4",
            "mails: from the page to the last reader's mail",
            MailSink.version() + " into the same sink");
    report.fact("readers", readers);
    report.fact("connections", CONNECTIONS);
    report.fact("store", "the embedded document store");
    var environment =
        Map.of("SMTP_HOST", "127.0.0.1", "SMTP_PORT", String.valueOf(MailSink.port(settings)));
    try (Stack stack = Stack.fresh(settings, environment)) {
      Subscribers.add(stack, 0, fewReaders);
      long bytes = warmUp(stack, report);
      Subscribers.add(stack, fewReaders, readers);
      try (MailSink sink = MailSink.start(settings)) {
        for (int i = 1; i <= settings.repetitions(); i++) {
          theirs(report, sink, bytes);
          ours(report, stack, sink, "of repetition " + i);
          Benchmarks.say("Repetition %d is done.", i);
        }
        if (manyReaders > 0) {
          Subscribers.add(stack, readers, manyReaders);
          heapWithMany(report, stack);
        }
      }
    }
    report.aimOfRatio(RATE, "≥ 0.5 × the reference", ratio -> ratio >= 0.5);
    return report;
  }

  /**
   * Mails the few readers again and again into a sink that lays mails down, and looks at the heap
   * meanwhile; the last look counts, when the service is as warm as it is with the many.
   */
  @SuppressWarnings("try") // the sink is there to be closed
  private long warmUp(Stack stack, Report report) {
    Path folder = MailSink.folder(settings);
    Benchmarks.say("Warming up for %d s.", settings.warmUp());
    try (MailSink sink = MailSink.start(settings, "-d", folder.resolve("%M.").toString())) {
      String publisher = stack.bearer(PUBLISHER);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.warmUp());
      double heap;
      int alerts = 0;
      do {
        String id = publish(stack, "of the few " + ++alerts);
        heap = manyReaders > 0 ? heap(stack) : 0;
        await(stack, publisher, id, fewReaders);
      } while (System.nanoTime() < end);
      if (manyReaders > 0) {
        report.theirs(heapFigure(), heap);
      }
    }
    long bytes = MailSink.bytesOfOne(folder);
    report.fact("bytes of a mail", bytes);
    Stack.delete(folder);
    return bytes;
  }

  private void theirs(Report report, MailSink sink, long bytes) {
    double own = Cpu.own();
    double sinks = Cpu.seconds(List.of(sink.pid()));
    report.theirs(RATE, sink.fill(readers, CONNECTIONS, bytes));
    report.theirs(CPU, (Cpu.own() - own) * 1e6 / readers);
    report.theirs(SINK_CPU, (Cpu.seconds(List.of(sink.pid())) - sinks) * 1e6 / readers);
  }

  private void ours(Report report, Stack stack, MailSink sink, String name) {
    String publisher = stack.bearer(PUBLISHER);
    double before = Cpu.seconds(stack.pids());
    double sinks = Cpu.seconds(List.of(sink.pid()));
    String id = publish(stack, name);
    long began = System.nanoTime();
    await(stack, publisher, id, readers);
    report.ours(RATE, readers / ((System.nanoTime() - began) / 1e9));
    report.ours(CPU, (Cpu.seconds(stack.pids()) - before) * 1e6 / readers);
    report.ours(SINK_CPU, (Cpu.seconds(List.of(sink.pid())) - sinks) * 1e6 / readers);
  }

  private String heapFigure() {
    return "heap of notification while it mails %,d readers, MiB; beside it %,d"
        .formatted(manyReaders, fewReaders);
  }

  private void heapWithMany(Report report, Stack stack) {
    String id = publish(stack, "of the many");
    report.ours(heapFigure(), heap(stack));
    report.aimOfRatio(heapFigure(), "≤ 1.1 × with the few", ratio -> ratio <= 1.1);
    try (var http = new Http(stack.port("notification"))) {
      http.send(
          "POST",
          "/api/alerts/" + id + "/stop",
          Map.of("Authorization", stack.bearer(PUBLISHER), "Content-Type", "application/json"),
          "{\"reason\":\"measured\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The middle of several looks, while mails go out. */
  private static double heap(Stack stack) {
    double[] looks =
        IntStream.range(0, HEAP_LOOKS)
            .mapToDouble(
                i -> {
                  LockSupport.parkNanos(LOOK_NANOS);
                  return Heap.reachable(stack.pid("notification"));
                })
            .sorted()
            .toArray();
    return looks[HEAP_LOOKS / 2];
  }

  private static String publish(Stack stack, String name) {
    try (var desk = new Desk(stack, Desk.people(stack))) {
      Desk.Submitted article = desk.submit(name);
      for (int step = 1; step <= Desk.APPROVERS.size(); step++) {
        desk.approve(article, step);
      }
      desk.awaitPage(article.id(), LOOK_NANOS / 50);
      return article.id();
    }
  }

  /** Waits until the alert is completed, and makes sure that the ledger has sent to everybody. */
  private static void await(Stack stack, String publisher, String id, int mails) {
    Map<String, String> headers = Map.of("Authorization", publisher);
    try (var http = new Http(stack.port("notification"))) {
      while (true) {
        Answer answer = http.send("GET", "/api/alerts/" + id, headers, null);
        if (answer.status() == 200) {
          JsonNode alert = JsonMapper.shared().readTree(answer.body());
          if (alert.get("state").asString().equals("completed")) {
            if (alert.get("sent").asInt() != mails) {
              throw new IllegalStateException("not everybody was mailed: " + alert);
            }
            return;
          }
        } else if (answer.status() != 404) {
          throw new IllegalStateException(answer.status() + ": " + answer.text());
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }
}
