package io.imprimatur.drafting.draft.persistence;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/** The indexes of the lists. */
public final class DraftIndexes {

  private DraftIndexes() {}

  /** Makes what is missing; doing it twice does no harm. */
  public static void make(MongoOperations mongo, String collection) {
    mongo
        .indexOps(collection)
        .createIndex(
            new Index(DraftDocument.SECTION, Direction.ASC)
                .on(DraftDocument.MOVED_AT, Direction.DESC)
                .on("_id", Direction.DESC)
                .named("shelf"));
    mongo
        .indexOps(collection)
        .createIndex(
            new Index(DraftDocument.MOVED_AT, Direction.DESC)
                .on("_id", Direction.DESC)
                .named("newest"));
  }
}
