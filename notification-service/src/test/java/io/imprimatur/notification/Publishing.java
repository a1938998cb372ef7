package io.imprimatur.notification;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import java.time.Instant;
import java.util.List;

/** Tells on publishing's topic what publishing would tell, and what a forger might. */
final class Publishing {

  static final Digest DIGEST = new Digest("sha256:" + "7".repeat(64));

  private final TestNeighbour topic;
  private final Sealer sealer;

  Publishing(String system, TestKeys keys) {
    this.topic = new TestNeighbour(system, "publishing");
    this.sealer = Sealer.read(keys.file());
  }

  void published(String article, String section, String language, String title, Instant at) {
    tell(article, 1, published(seal(article, 1, section, language, title, "Summary"), 1, at));
  }

  void published(String article, String section, String language) {
    published(article, section, language, "News", Instant.now());
  }

  ArticlePublished published(String seal, int revision, Instant at) {
    return new ArticlePublished(revision, DIGEST, seal, "/zh/news/2026/x", null, at);
  }

  void updated(String article, long number, String section, String language, String title) {
    tell(
        article,
        number,
        new ArticleUpdated(
            2,
            DIGEST,
            seal(article, 2, section, language, title, "Newer"),
            "/zh/news/2026/x",
            Instant.now(),
            Instant.now()));
  }

  void withdrawn(String article, long number) {
    tell(
        article,
        number,
        new ArticleWithdrawn(1, "wrong", new Person("mia.roth", "Mia Roth"), Instant.now()));
  }

  void tell(String article, long number, PublishingEvent event) {
    topic.tells(article, event, number);
  }

  void tell(String article, long number, String id, PublishingEvent event) {
    topic.tells(article, event, number, id);
  }

  String seal(
      String article, int revision, String section, String language, String title, String summary) {
    Instant approved = Instant.now().minusSeconds(60);
    return sealer.seal(
        new Seal(
            Seal.VERSION,
            article,
            revision,
            1,
            Seal.Kind.NORMAL,
            DIGEST,
            title,
            summary,
            language,
            section,
            List.of(),
            List.of(new Seal.Approval(1, "reviewer", "hash", approved)),
            approved,
            null));
  }
}
