package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The cursors clients have left open. One that nobody reads for ten minutes is closed. */
final class Cursors {

  static final int FIRST_BATCH = 101;

  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<Long, Open> open = new ConcurrentHashMap<>();

  Cursors(Clock clock) {
    this.clock = clock;
  }

  private record Open(Namespace namespace, Results results, Instant lastRead) {}

  /** The answer to a query: the first batch, and a cursor where there is more. */
  Document first(Namespace namespace, Results results, int batchSize, boolean single) {
    List<Document> batch = results.take(batchSize);
    long id = 0;
    if (!single && !results.isDone()) {
      dropIdle();
      id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
      open.put(id, new Open(namespace, results, clock.instant()));
    }
    return answer(namespace, "firstBatch", batch, id);
  }

  Document next(long id, Namespace namespace, int batchSize) {
    Open cursor = open.remove(id);
    if (cursor == null || !cursor.namespace().equals(namespace)) {
      throw Errors.cursorNotFound(id);
    }
    List<Document> batch = cursor.results().take(batchSize);
    long left = 0;
    if (!cursor.results().isDone()) {
      open.put(id, new Open(namespace, cursor.results(), clock.instant()));
      left = id;
    }
    return answer(namespace, "nextBatch", batch, left);
  }

  boolean kill(long id) {
    return open.remove(id) != null;
  }

  int size() {
    return open.size();
  }

  private void dropIdle() {
    Instant limit = clock.instant().minus(IDLE);
    open.values().removeIf(cursor -> cursor.lastRead().isBefore(limit));
  }

  private static Document answer(Namespace namespace, String name, List<Document> batch, long id) {
    return new Document(
        "cursor", new Document(name, batch).append("id", id).append("ns", namespace.toString()));
  }
}
