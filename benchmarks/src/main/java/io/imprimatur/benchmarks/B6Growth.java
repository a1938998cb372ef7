package io.imprimatur.benchmarks;

import java.util.Map;

/** B6: B1, B2 and the review inbox with a thousand and with a hundred thousand articles. */
final class B6Growth {

  private static final double AIM = 1.1;
  private static final int INBOX_LOOKS = 200;

  /** Of a hundred articles so many wait for their first approval. */
  private static final int WAITING = 2;

  private static final String[] SERVICES = {"drafting", "review", "publishing", "notification"};

  private static final String RATE = "B1: articles/s";
  private static final String P50 = "B2: last approval acknowledged → page answers, p50, ms";
  private static final String P99 = "B2: the same, p99, ms";
  private static final String INBOX = "inbox by API, first 25 that wait for me, p50, ms";
  private static final String INBOX_99 = "inbox by API, p99, ms";
  private static final String PAGE = "inbox as a page, p50, ms";
  private static final String PAGE_99 = "inbox as a page, p99, ms";

  private final Settings settings;
  private final int few;
  private final int many;

  /** Options: {@code --few}, {@code --many}, articles in the store. */
  B6Growth(Settings settings) {
    this.settings = settings;
    this.few = settings.option("few", 1_000);
    this.many = settings.option("many", 100_000);
  }

  private interface Column {
    void put(String figure, double value);
  }

  Report run() {
    var report =
        new Report(
            "b6",
            "growth: %,d articles in the store".formatted(many),
            "Imprimatur with %,d articles".formatted(few));
    report.fact("store", "the embedded document store");
    report.fact("waiting for a first approval, of a hundred", WAITING);
    report.fact("seconds of a repetition", settings.seconds());
    try (Stack stack = Stack.fresh(settings, Map.of())) {
      Seeder.Template published;
      Seeder.Template waiting;
      Map<String, String> people = Desk.people(stack);
      try (var desk = new Desk(stack, people)) {
        published = new Seeder.Template(publish(desk), "one");
        waiting = new Seeder.Template(desk.submit("two").id(), "two");
        desk.awaitReview(waiting.id());
      }
      var seeder = new Seeder(stack);
      fill(stack, seeder, published, waiting, 0, few);
      Benchmarks.say("Warming up for %d s.", settings.warmUp());
      double load = B1Decisions.ours(stack, people, settings.warmUp()).perSecond() / 2;
      report.fact("load of B2, articles/s", Math.round(load * 10) / 10.0);
      measure(report::theirs, stack, people, load);
      fill(stack, seeder, published, waiting, few, many);
      Benchmarks.say("Warming up for %d s.", settings.warmUp());
      B1Decisions.ours(stack, people, settings.warmUp());
      measure(report::ours, stack, people, load);
    }
    report.aimOfRatio(RATE, "≥ 1/1.1 × with few", ratio -> ratio >= 1 / AIM);
    report.aimOfRatio(P50, "≤ 1.1 × with few", ratio -> ratio <= AIM);
    report.aimOfRatio(P99, "≤ 1.1 × with few", ratio -> ratio <= AIM);
    report.aim(INBOX_99, "< 100 ms", value -> value < 100);
    report.aim(PAGE_99, "< 100 ms", value -> value < 100);
    return report;
  }

  private static String publish(Desk desk) {
    Desk.Submitted article = desk.submit("one");
    for (int step = 1; step <= Desk.APPROVERS.size(); step++) {
      desk.approve(article, step);
    }
    desk.awaitPage(article.id(), 1_000_000);
    desk.awaitPublished(article.id());
    return article.id();
  }

  private static void fill(
      Stack stack,
      Seeder seeder,
      Seeder.Template published,
      Seeder.Template waiting,
      int from,
      int to) {
    Benchmarks.say("Filling the store up to %,d articles.", to);
    stack.stop(SERVICES);
    int ofThem = (to - from) * WAITING / 100;
    seeder.copy(published, to - from - ofThem, from);
    seeder.copy(waiting, ofThem, to - ofThem);
    stack.start();
  }

  private void measure(Column column, Stack stack, Map<String, String> people, double load) {
    for (int i = 1; i <= settings.repetitions(); i++) {
      column.put(RATE, B1Decisions.ours(stack, people, settings.seconds()).perSecond());
      B2Latency.Times times = B2Latency.ours(stack, people, load, settings.seconds());
      column.put(P50, times.fromAnswer().percentile(50));
      column.put(P99, times.fromAnswer().percentile(99));
      inbox(column, stack, people);
      Benchmarks.say("Repetition %d is done.", i);
    }
  }

  private static void inbox(Column column, Stack stack, Map<String, String> people) {
    var byApi = new Latencies();
    var page = new Latencies();
    try (var desk = new Desk(stack, people);
        var browser = new Browser(stack.port("review"), "wang.min")) {
      for (int i = 0; i < INBOX_LOOKS; i++) {
        long began = System.nanoTime();
        desk.read("/api/reviews?waiting=me&limit=25", "wang.min");
        long between = System.nanoTime();
        browser.read("/review");
        byApi.add(between - began);
        page.add(System.nanoTime() - between);
      }
    }
    column.put(INBOX, byApi.percentile(50));
    column.put(INBOX_99, byApi.percentile(99));
    column.put(PAGE, page.percentile(50));
    column.put(PAGE_99, page.percentile(99));
  }
}
