package io.imprimatur.kit.settings;

import com.mongodb.client.MongoClient;
import io.imprimatur.kit.inbox.TransientFailure;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.UpdateDefinition;

/**
 * Sends a write again that collided with another (MongoDB's 112, WriteConflict). Nothing of it was
 * written and nothing is decided by it: where two insert one unique key at once, some servers
 * answer so, and only the next try says to whom the key went. Callers then see what they see of a
 * server that decides at once: success, or a {@link org.springframework.dao.DuplicateKeyException}.
 *
 * <p>A bulk write that was refused in parts is for its caller to repeat.
 */
public final class RetryingMongoTemplate extends MongoTemplate {

  /**
   * Who comes again at once collides again with those who still wait for each other: each waits a
   * while, longer each time, and not all for the same time. All tries together wait some seven
   * seconds.
   */
  private static final RetryTemplate TRIES =
      new RetryTemplate(
          RetryPolicy.builder()
              .predicate(TransientFailure::isWriteConflict)
              .maxRetries(5)
              .delay(Duration.ofMillis(100))
              .jitter(Duration.ofMillis(100))
              .multiplier(3)
              .maxDelay(Duration.ofSeconds(3))
              .build());

  public RetryingMongoTemplate(MongoDatabaseFactory database, MongoConverter converter) {
    super(database, converter);
  }

  /** For tests that have no application. */
  public RetryingMongoTemplate(MongoClient client, String database) {
    super(client, database);
  }

  @Override
  public <T> T execute(String collection, CollectionCallback<T> write) {
    return decided(() -> super.execute(collection, write));
  }

  @Override
  public <T> T findAndModify(
      Query query,
      UpdateDefinition update,
      FindAndModifyOptions options,
      Class<T> type,
      String collection) {
    return decided(() -> super.findAndModify(query, update, options, type, collection));
  }

  @Override
  public <T> T findAndRemove(Query query, Class<T> type, String collection) {
    return decided(() -> super.findAndRemove(query, type, collection));
  }

  /**
   * @throws ConcurrencyFailureException where it collided again and again; it passes, and whoever
   *     has more patience tries later
   */
  private static <T> T decided(Supplier<T> write) {
    try {
      return TRIES.invoke(write);
    } catch (DataAccessException e) {
      if (TransientFailure.isWriteConflict(e)) {
        throw new ConcurrencyFailureException("a write collided again and again", e);
      }
      throw e;
    }
  }
}
