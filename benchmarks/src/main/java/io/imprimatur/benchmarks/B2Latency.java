package io.imprimatur.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * B2: how long after the last approval the page answers, at half the load of B1. The load is
 * measured first. Articles begin at even distances whether or not others are done. Whoever sent the
 * last approval then asks for the page over an open connection, waits a millisecond after each
 * answer that it isn't there, and asks again: a handful of requests an article.
 */
final class B2Latency {

  private static final int WRITERS = 16;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final String P50 = "last approval acknowledged → page answers, p50, ms";
  private static final String P99 = "the same, p99, ms";
  private static final String SENT_P50 = "last approval sent → page answers, p50, ms";
  private static final String SENT_P99 = "from there, p99, ms";
  private static final String LOAD = "articles/s";

  private final Settings settings;

  /** Option: {@code --load}, articles a minute, instead of half of what four clients do. */
  B2Latency(Settings settings) {
    this.settings = settings;
  }

  Report run() {
    var report =
        new Report(
            "b2",
            "last approval → page answers, at half the load of B1",
            Nginx.version() + ", file renamed into place");
    report.fact("store", "the embedded document store");
    report.fact("seconds of a repetition", settings.seconds());
    try (Stack stack = Stack.fresh(settings, Map.of());
        Nginx nginx = Nginx.fresh(settings)) {
      Benchmarks.say("Warming up for %d s, and measuring the full load.", settings.warmUp());
      Map<String, String> people = Desk.people(stack);
      B1Decisions.ours(stack, people, settings.warmUp());
      double load =
          settings.option("load", 0) > 0
              ? settings.option("load", 0) / 60.0
              : B1Decisions.ours(stack, people, settings.seconds()).perSecond() / 2;
      for (int i = 1; i <= settings.repetitions(); i++) {
        theirs(report, nginx, load);
        ours(report, stack, people, load);
        Benchmarks.say("Repetition %d is done.", i);
      }
    }
    report.aim(P50, "≤ 10 ms", value -> value <= 10);
    report.aim(P99, "≤ 50 ms", value -> value <= 50);
    return report;
  }

  private void ours(Report report, Stack stack, Map<String, String> people, double load) {
    Times times = ours(stack, people, load, settings.seconds());
    report.ours(P50, times.fromAnswer().percentile(50));
    report.ours(P99, times.fromAnswer().percentile(99));
    report.ours(SENT_P50, times.fromSending().percentile(50));
    report.ours(SENT_P99, times.fromSending().percentile(99));
    report.ours(LOAD, (double) times.fromAnswer().count() / settings.seconds());
  }

  /** Times until the page answers, from sending the approval and from its answer. */
  record Times(Latencies fromSending, Latencies fromAnswer) {
    Times() {
      this(new Latencies(), new Latencies());
    }
  }

  /** The load of B2 on a stack. */
  static Times ours(Stack stack, Map<String, String> people, double perSecond, int seconds) {
    var times = new Times();
    evenly(
        perSecond,
        seconds,
        () -> {
          var desk = new Desk(stack, people);
          return () -> {
            Desk.Submitted article = desk.submit(UUID.randomUUID().toString());
            desk.approve(article, 1);
            desk.approve(article, 2);
            long sent = System.nanoTime();
            desk.approve(article, Desk.APPROVERS.size());
            long answered = System.nanoTime();
            desk.awaitPage(article.id(), PAUSE_NANOS);
            long there = System.nanoTime();
            times.fromSending().add(there - sent);
            times.fromAnswer().add(there - answered);
          };
        });
    return times;
  }

  /** The same way of asking, where publishing is no more than a renamed file. */
  private void theirs(Report report, Nginx nginx, double load) {
    byte[] page = Words.body("of the reference").getBytes(StandardCharsets.UTF_8);
    var times = new Latencies();
    evenly(
        load,
        settings.seconds(),
        () -> {
          var http = new Http(nginx.port());
          return () -> {
            String name = UUID.randomUUID() + ".html";
            Path unfinished = nginx.files().resolve(name + ".new");
            write(unfinished, page);
            long began = System.nanoTime();
            move(unfinished, nginx.files().resolve(name));
            long limit = began + PATIENCE_NANOS;
            while (http.get("/" + name).status() != 200 && System.nanoTime() < limit) {
              LockSupport.parkNanos(PAUSE_NANOS);
            }
            times.add(System.nanoTime() - began);
          };
        });
    report.theirs(P50, times.percentile(50));
    report.theirs(P99, times.percentile(99));
    report.theirs(LOAD, (double) times.count() / settings.seconds());
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes what a thread of its own does again and again. */
  private interface Maker {
    Runnable make();
  }

  private static void evenly(double perSecond, int seconds, Maker maker) {
    int count = (int) (perSecond * seconds);
    double distance = 1e9 / perSecond;
    long began = System.nanoTime();
    var next = new AtomicInteger();
    Runnable writer =
        () -> {
          Runnable work = maker.make();
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = began + (long) (i * distance);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            work.run();
          }
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        all.add(pool.submit(writer));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
