package io.imprimatur.drafting;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Digest;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.events.Step;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestNeighbour.Told;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Review, publishing and notification, as far as drafting can tell: what they write to topics. */
final class Neighbours {

  static final Person WANG = new Person("wang.min", "Wang Min");
  static final Step STEP = new Step(1, new LocalName("初审", "First review"), "reviewer");

  private final Path keys;
  private final TestNeighbour review;
  private final TestNeighbour publishing;
  private final TestNeighbour notification;

  Neighbours(Path keys) {
    this(keys, "imprimatur");
  }

  /**
   * @param system the first part of their topics, so that services of other tests don't hear them
   */
  Neighbours(Path keys, String system) {
    this.keys = keys;
    this.review = new TestNeighbour(system, "review");
    this.publishing = new TestNeighbour(system, "publishing");
    this.notification = new TestNeighbour(system, "notification");
  }

  /** Tells an event with the next number. */
  Told tell(String article, LifecycleEvent event) {
    return service(event).tells(article, event);
  }

  /** Tells an event with a number of the test's own. */
  Told tell(String article, LifecycleEvent event, long number) {
    return service(event).tells(article, event, number);
  }

  /** Tells an event on the topic of a service whose event it is not. */
  Told tellAs(String service, String article, LifecycleEvent event, long number) {
    return new TestNeighbour(service).tells(article, event, number);
  }

  private TestNeighbour service(LifecycleEvent event) {
    return switch (event) {
      case PublishingEvent published -> publishing;
      case NotificationEvent mailed -> notification;
      default -> review;
    };
  }

  ArticleApproved approved(String article, int revision, Text text) {
    return new ArticleApproved(
        revision,
        revision,
        text,
        Digest.of(text),
        seal(article, revision, text),
        null,
        Instant.now());
  }

  ArticlePublished published(String article, int revision, Text text) {
    return new ArticlePublished(
        revision,
        Digest.of(text),
        seal(article, revision, text),
        "/en/news/2026/flood-control-12345678",
        null,
        Instant.now());
  }

  String seal(String article, int revision, Text text) {
    Instant now = Instant.now();
    return Sealer.read(keys)
        .seal(
            new Seal(
                Seal.VERSION,
                article,
                revision,
                revision,
                Seal.Kind.NORMAL,
                Digest.of(text),
                text.title(),
                text.summary(),
                text.language(),
                text.section(),
                text.topics(),
                List.of(new Seal.Approval(1, "reviewer", "hmac-sha256:aa", now)),
                now,
                null));
  }
}
