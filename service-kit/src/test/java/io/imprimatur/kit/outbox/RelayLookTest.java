package io.imprimatur.kit.outbox;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.imprimatur.kit.observability.Traces;
import io.imprimatur.kit.outbox.Relay.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** An outbox is looked into again, whatever became of an earlier look. */
class RelayLookTest {

  private static final String ARTICLE = "0197c0de-0000-7000-8000-000000000001";

  private final AtomicInteger looks = new AtomicInteger();
  private final MongoOperations store = mock();
  private final Relay relay =
      new Relay(
          new Outboxes(store, "articles"),
          mock(),
          "imprimatur.test",
          new Settings(
              1,
              Duration.ofSeconds(1),
              Duration.ofHours(1),
              Duration.ofHours(1),
              Duration.ofHours(1)),
          Clock.systemUTC(),
          new SimpleMeterRegistry(),
          Traces.UNRECORDED);

  /** By their ids; the sweep asks for times. */
  private static boolean isLook(Query query) {
    return query.getQueryObject().containsKey("_id");
  }

  @AfterEach
  void stop() {
    relay.stop();
  }

  /** The store goes away between two looks of one piece of work: the article is not held for it. */
  @Test
  void afterALookThatEmptiedAndOneThatFailedTheNextSignalLooks() {
    when(store.find(argThat(RelayLookTest::isLook), eq(Document.class), eq("articles")))
        .thenAnswer(
            call -> {
              switch (looks.incrementAndGet()) {
                case 1 -> relay.signal(ARTICLE); // written meanwhile
                case 2 -> throw new DataAccessResourceFailureException("the store is away");
                default -> {}
              }
              return List.of();
            });
    relay.start();
    relay.signal(ARTICLE);
    await().until(() -> looks.get() == 2);

    await()
        .until(
            () -> {
              relay.signal(ARTICLE);
              return looks.get() > 2;
            });
  }
}
