package io.imprimatur.kit.restore;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** What is known of the times when this service's database was put back. */
public final class Restores {

  private final MongoOperations mongo;

  /** Asked for once: while a process runs nothing is put back. Null until then. */
  private final AtomicReference<Optional<Instant>> last = new AtomicReference<>();

  Restores(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * When the last restore was begun; whatever happened in the service before is as old as the
   * backup. To be asked for once listeners run, when a restore is over.
   */
  public Optional<Instant> lastBegun() {
    if (last.get() == null) {
      last.set(look());
    }
    return last.get();
  }

  private Optional<Instant> look() {
    Query newest =
        query(where("startedAt").gt(new Date(0)))
            .with(Sort.by(Sort.Direction.DESC, "startedAt"))
            .limit(1);
    return Optional.ofNullable(mongo.findOne(newest, Document.class, RestoreRecords.COLLECTION))
        .map(record -> record.getDate("startedAt").toInstant());
  }
}
