package io.imprimatur.kit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.kit.aggregate.Aggregates.Taken;
import io.imprimatur.kit.settings.CollidingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.json.JsonMapper;

/** Two who write at once, where the store tells one of them only that they collided. */
class CollisionTest {

  private static final String ARTICLES = "articles";

  private final CollidingStore store = CollidingStore.of(CollisionTest.class);
  private final Aggregates first = aggregates(store.calm());
  private final Aggregates second = aggregates(store.template());

  private static Aggregates aggregates(MongoOperations mongo) {
    return new Aggregates(
        mongo,
        ARTICLES,
        new OutboxEntries("/test", Clock.systemUTC(), () -> null),
        new Answers(JsonMapper.builder().build()),
        article -> {});
  }

  @BeforeEach
  void makeIndex() {
    store
        .calm()
        .indexOps(ARTICLES)
        .createIndex(
            new Index("creation.person", Direction.ASC)
                .on("creation.key", Direction.ASC)
                .unique()
                .sparse());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCreationWithTheSameKeyGetsTheFirstAnswer() {
    Idempotency key = new Idempotency("k", "p", "f");
    store.collideOnceWith(() -> create(first, "a-1", key));

    assertThat(create(second, "a-2", key)).isEqualTo("made a-1");
    assertThat(store.calm().findAll(Document.class, ARTICLES))
        .extracting(d -> d.getString("_id"))
        .containsExactly("a-1");
  }

  private static String create(Aggregates aggregates, String id, Idempotency key) {
    return aggregates.create(
        id,
        key,
        String.class,
        () -> Write.of("made " + id, new Update().set("text", id), List.of(event())));
  }

  /** Of the article's first document as of every later one. */
  @Test
  void aChangeIsDecidedAgainOnWhatTheOtherWrote() {
    for (long before = 0; before < 4; before += 2) {
      store.collideOnceWith(() -> count(first));
      assertThat(count(second)).isEqualTo(before + 2);
    }
    Stored article = first.find("a").orElseThrow();
    assertThat(article.fields().getList("outbox", Document.class))
        .extracting(e -> e.get("sequence"))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  /** Takes an event in that counts the article on, and tells so. */
  private static long count(Aggregates aggregates) {
    return aggregates.take(
        "a",
        "other",
        before -> {
          long next = before.map(b -> b.fields().get("count", Long.class)).orElse(0L) + 1;
          return new Taken<>(
              Write.of(next, new Update().set("count", next), List.of(event())), Optional.empty());
        });
  }

  private static Outgoing event() {
    return new Outgoing(UUID.randomUUID(), "counted", Instant.now(), new byte[0]);
  }
}
