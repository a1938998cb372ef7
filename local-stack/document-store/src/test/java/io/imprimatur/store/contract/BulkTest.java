package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many writes in one call. */
class BulkTest {

  private static final int DUPLICATE_KEY = 11000;

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @Test
  void mixesWritesInOrder() {
    BulkWriteResult result =
        documents.bulkWrite(
            List.of(
                new InsertOneModel<>(new Document("_id", 1).append("n", 0)),
                new InsertOneModel<>(new Document("_id", 2)),
                new UpdateOneModel<>(eq(1), Updates.inc("n", 5)),
                new UpdateOneModel<>(eq(3), Updates.set("n", 1), new UpdateOptions().upsert(true)),
                new DeleteOneModel<>(eq(2))));

    assertThat(result.getInsertedCount()).isEqualTo(2);
    assertThat(result.getModifiedCount()).isEqualTo(1);
    assertThat(result.getUpserts()).hasSize(1);
    assertThat(result.getDeletedCount()).isEqualTo(1);
    assertThat(documents.find(eq(1)).first()).containsEntry("n", 5);
  }

  @Test
  void unorderedGoesOnAfterDuplicatesAndNamesEach() {
    documents.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
    List<Document> many =
        IntStream.range(0, 10).mapToObj(i -> new Document("_id", i).append("key", i % 4)).toList();

    MongoBulkWriteException error =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> documents.insertMany(many, new InsertManyOptions().ordered(false)));

    assertThat(error.getWriteErrors())
        .extracting(BulkWriteError::getIndex)
        .containsExactly(4, 5, 6, 7, 8, 9);
    assertThat(error.getWriteErrors())
        .allSatisfy(one -> assertThat(one.getCode()).isEqualTo(DUPLICATE_KEY));
    assertThat(error.getWriteResult().getInsertedCount()).isEqualTo(4);
    assertThat(documents.countDocuments()).isEqualTo(4);
  }

  @Test
  void orderedStopsAtTheFirstError() {
    MongoBulkWriteException error =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                documents.insertMany(
                    List.of(
                        new Document("_id", 1), new Document("_id", 1), new Document("_id", 2))));
    MongoBulkWriteException updates =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                documents.bulkWrite(
                    List.of(
                        new UpdateOneModel<>(eq(1), Updates.set("a", 1)),
                        new UpdateOneModel<>(eq(1), Updates.inc("a.b", 1)),
                        new UpdateOneModel<>(eq(1), Updates.set("a", 2)))));

    assertThat(error.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1);
    assertThat(error.getWriteResult().getInsertedCount()).isEqualTo(1);
    assertThat(updates.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1);
    assertThat(documents.find(eq(1)).first()).containsEntry("a", 1);
  }

  @Test
  void unorderedUpdatesGoOnToo() {
    documents.insertOne(new Document("_id", 1).append("text", "x"));

    MongoBulkWriteException error =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                documents.bulkWrite(
                    List.of(
                        new UpdateOneModel<>(eq(1), Updates.inc("text", 1)),
                        new UpdateOneModel<>(eq(1), Updates.set("n", 2))),
                    new BulkWriteOptions().ordered(false)));

    assertThat(error.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(0);
    assertThat(documents.find(eq(1)).first()).containsEntry("n", 2).containsEntry("text", "x");
  }
}
