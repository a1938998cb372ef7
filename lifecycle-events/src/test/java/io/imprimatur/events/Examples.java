package io.imprimatur.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of each kind, the same as in the golden files. */
final class Examples {

  static final String SEAL = "eyJhbGciOiJFZDI1NTE5In0.eyJ2IjoxfQ.c2lnbmF0dXJl";
  static final String OTHER = "01943f6e-8a00-7c31-9c55-0a6f5d2e4b10";

  static final Person TOM = new Person("tom.baker", "Tom Baker");
  static final Person LIN = new Person("lin.yue", "Lin Yue 林悦");
  static final Person WANG = new Person("wang.min", "Wang Min 王敏");
  static final Person CHEN = new Person("chen.bo", "Chen Bo 陈博");
  static final Person MIA = new Person("mia.roth", "Mia Roth");

  static final Step CHECK = new Step(1, new LocalName("内容审核", "Content check"), "reviewer");
  static final Step RELEASE =
      new Step(2, new LocalName("总编签发", "Chief editor's release"), "chief-editor");

  static final Text ENGLISH =
      new Text(
          "New ferry timetable",
          "Ferries run every twenty minutes from 1 March.",
          "<h2>Timetable</h2>\n<p>The first ferry leaves at 06:00.</p>",
          "services",
          "en",
          List.of("education", "transport"),
          "",
          List.of());
  static final Digest ENGLISH_DIGEST =
      new Digest("sha256:6ef82536dd0c446aff636a5056cd9e1aece3942b96cdc60ebbf4521762d2de24");

  static final Text CHINESE =
      new Text(
          "轮渡新时刻表",
          "3月1日起，轮渡每二十分钟一班。",
          "<h2>时刻表</h2>\n<p>首班轮渡6时开出。</p>",
          "services",
          "zh",
          List.of("transport"),
          "更正首班时间",
          List.of());
  static final Digest CHINESE_DIGEST =
      new Digest("sha256:778215298c4708ad99384dcc3200931e00eaa550e1fe04903625cb8bcfd07aa8");

  static final Map<String, LifecycleEvent> ALL = all();

  private Examples() {}

  private static Map<String, LifecycleEvent> all() {
    Map<String, LifecycleEvent> all = new LinkedHashMap<>();
    all.put(
        "imprimatur.draft.submitted.v1",
        new DraftSubmitted(
            2,
            3,
            ENGLISH,
            ENGLISH_DIGEST,
            OTHER,
            TOM,
            List.of(LIN, TOM),
            at("2026-02-03T08:15:30.125Z")));
    all.put(
        "imprimatur.draft.take-back-requested.v1",
        new TakeBackRequested(2, 3, TOM, at("2026-02-03T08:20:00Z")));
    all.put(
        "imprimatur.review.opened.v1",
        new ReviewOpened(
            2, 3, ENGLISH_DIGEST, List.of(CHECK, RELEASE), at("2026-02-03T08:15:31.002Z")));
    all.put(
        "imprimatur.review.step-approved.v1",
        new StepApproved(
            2,
            3,
            ENGLISH_DIGEST,
            CHECK,
            WANG,
            "Times checked against the operator's list.",
            at("2026-02-03T09:00:00Z")));
    all.put(
        "imprimatur.review.changes-requested.v1",
        new ChangesRequested(
            2,
            3,
            ENGLISH_DIGEST,
            CHECK,
            WANG,
            "The last ferry is missing.",
            at("2026-02-03T09:00:00Z")));
    all.put(
        "imprimatur.review.rejected.v1",
        new ArticleRejected(
            2,
            3,
            ENGLISH_DIGEST,
            RELEASE,
            CHEN,
            "The timetable was withdrawn by the operator.",
            at("2026-02-03T09:30:00Z")));
    all.put("imprimatur.review.closed.v1", new ReviewClosed(2, 3, TOM, at("2026-02-03T08:20:01Z")));
    all.put(
        "imprimatur.review.take-back-refused.v1",
        new TakeBackRefused(2, 3, "approved", at("2026-02-03T10:00:02Z")));
    all.put(
        "imprimatur.article.approved.v1",
        new ArticleApproved(
            4, 4, CHINESE, CHINESE_DIGEST, SEAL, OTHER, at("2026-02-04T01:00:00Z")));
    all.put(
        "imprimatur.article.published.v1",
        new ArticlePublished(
            2,
            ENGLISH_DIGEST,
            SEAL,
            "/en/news/2026/new-ferry-timetable-5d2e4b11",
            OTHER,
            at("2026-02-03T10:00:03.500Z")));
    all.put(
        "imprimatur.article.updated.v1",
        new ArticleUpdated(
            4,
            CHINESE_DIGEST,
            SEAL,
            "/zh/news/2026/01943f6e-8a00-7c31-9c55-0a6f5d2e4b10",
            at("2026-02-03T10:00:03.500Z"),
            at("2026-02-04T01:00:04Z")));
    all.put(
        "imprimatur.article.withdrawn.v1",
        new ArticleWithdrawn(4, "The times were wrong.", MIA, at("2026-02-05T12:00:00Z")));
    all.put(
        "imprimatur.publication.refused.v1",
        new PublicationRefused(
            4,
            4,
            CHINESE_DIGEST,
            "The text holds an element that the site does not show: iframe.",
            at("2026-02-04T01:00:04Z")));
    all.put("imprimatur.alert.started.v1", new AlertStarted(2, 12_500, at("2026-02-03T10:00:05Z")));
    all.put(
        "imprimatur.alert.completed.v1",
        new AlertCompleted(2, 12_500, 12_490, 8, 2, at("2026-02-03T10:12:00Z")));
    all.put(
        "imprimatur.alert.stopped.v1",
        new AlertStopped(2, 12_500, 6_000, 3, 1, "withdrawn", at("2026-02-03T10:06:00Z")));
    return all;
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
