package io.imprimatur.drafting;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Digest;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.events.Step;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Review, publishing and notification, as far as drafting can tell: what they write to topics. */
final class Neighbours {

  static final Person WANG = new Person("wang.min", "Wang Min");
  static final Step STEP = new Step(1, new LocalName("初审", "First review"), "reviewer");

  private final Path keys;
  private final Map<String, Long> sequences = new ConcurrentHashMap<>();

  Neighbours(Path keys) {
    this.keys = keys;
  }

  /** Tells an event with the next number. */
  String tell(String article, LifecycleEvent event) {
    String service = service(event);
    long sequence = sequences.merge(service + article, 1L, Long::sum);
    return tell(article, event, sequence);
  }

  /** Tells an event with a number of the test's own. */
  String tell(String article, LifecycleEvent event, long sequence) {
    String id = UUID.randomUUID().toString();
    String service = service(event);
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/imprimatur/" + service);
    headers.put("ce_type", EventJson.typeOf(event));
    headers.put("ce_subject", article);
    headers.put("ce_time", event.at().toString());
    headers.put("ce_sequence", Long.toString(sequence));
    headers.put("content-type", "application/json");
    TestBroker.topics().write("imprimatur." + service, article, headers, EventJson.write(event));
    return id;
  }

  private static String service(LifecycleEvent event) {
    if (event instanceof PublishingEvent) {
      return "publishing";
    }
    return event instanceof NotificationEvent ? "notification" : "review";
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
