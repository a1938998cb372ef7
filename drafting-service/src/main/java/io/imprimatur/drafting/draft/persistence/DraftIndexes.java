package io.imprimatur.drafting.draft.persistence;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexOperations;

/** The indexes of the lists, and the one that lets an article have one translation. */
public final class DraftIndexes {

  private DraftIndexes() {}

  /** Makes what is missing; doing it twice does no harm. */
  public static void make(MongoOperations mongo, String collection) {
    IndexOperations indexes = mongo.indexOps(collection);
    indexes.createIndex(newestOf("shelf", DraftDocument.SECTION));
    indexes.createIndex(newestOf("shelf-by-state", DraftDocument.SECTION, DraftDocument.STATE));
    indexes.createIndex(newestOf("states", DraftDocument.STATE));
    indexes.createIndex(newestOf("languages", DraftDocument.LANGUAGE));
    indexes.createIndex(newestOf("newest"));
    indexes.createIndex(newestOf("mine", DraftDocument.WRITERS));
    indexes.createIndex(newestOf("mine-by-state", DraftDocument.WRITERS, DraftDocument.STATE));
    indexes.createIndex(
        new Index(DraftDocument.TRANSLATION_OF, Direction.ASC)
            .named("translations")
            .unique()
            .sparse());
  }

  /** Articles that agree in these fields, in the order of the lists. */
  private static Index newestOf(String name, String... fields) {
    Index index = new Index().named(name);
    for (String field : fields) {
      index.on(field, Direction.ASC);
    }
    return index.on(DraftDocument.MOVED_AT, Direction.DESC).on("_id", Direction.DESC);
  }
}
