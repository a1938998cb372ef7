package io.imprimatur.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries and updates look at no more documents than an index leaves. */
class IndexUseTest {

  @TempDir Path data;

  private DocumentStore store;
  private MongoClient client;
  private MongoDatabase database;
  private MongoCollection<Document> documents;

  @BeforeEach
  void fill() {
    store = DocumentStore.start(data, 0);
    client = MongoClients.create(store.uri());
    database = client.getDatabase("test");
    documents = database.getCollection("articles");
    documents.createIndex(Indexes.ascending("state", "at"));
    documents.createIndex(Indexes.ascending("outbox.at"));
    documents.createIndex(Indexes.descending("n"));
    documents.insertMany(IntStream.range(0, 300).mapToObj(IndexUseTest::article).toList());
  }

  private static Document article(int i) {
    List<Document> outbox =
        i % 10 == 0 ? List.of(new Document("at", i), new Document("at", i + 1)) : List.of();
    return new Document("_id", i)
        .append("state", "s" + i % 3)
        .append("at", i)
        .append("n", i)
        .append("outbox", outbox);
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  @Test
  void byId() {
    assertThat(examined(documents.find(eq(7)))).isEqualTo(1);
    assertThat(examined(documents.find(in("_id", 7, 8, 9)))).isEqualTo(3);
    assertThat(examined(documents.find(gte("_id", 290)))).isEqualTo(10);
  }

  @Test
  void byAllOrTheFirstFieldsOfAKey() {
    assertThat(examined(documents.find(and(eq("state", "s1"), eq("at", 4))))).isEqualTo(1);
    assertThat(examined(documents.find(eq("state", "s1")))).isEqualTo(100);
    assertThat(examined(documents.find(in("state", "s1", "s2", "s9")))).isEqualTo(200);
  }

  @Test
  void byRange() {
    assertThat(examined(documents.find(and(eq("state", "s1"), gte("at", 10), lt("at", 20)))))
        .isEqualTo(4);
    assertThat(examined(documents.find(gte("n", 295)))).isEqualTo(5);
    assertThat(examined(documents.find(lt("n", 5)))).isEqualTo(5);
  }

  @Test
  void byElementsOfAnArray() {
    assertThat(examined(documents.find(lt("outbox.at", 15)))).isEqualTo(2);
    assertThat(examined(documents.find(elemMatch("outbox", lt("at", 15))))).isEqualTo(2);
  }

  @Test
  void byOrderWithALimit() {
    FindIterable<Document> open = documents.find(eq("state", "s2")).limit(5);

    assertThat(examined(open.sort(Sorts.ascending("at")))).isEqualTo(5);
    assertThat(examined(open.sort(Sorts.descending("at")))).isEqualTo(5);
    assertThat(examined(documents.find().sort(Sorts.ascending("n")).limit(3))).isEqualTo(3);
    assertThat(examined(documents.find().sort(Sorts.descending("n")).limit(3))).isEqualTo(3);
  }

  @Test
  void everyDocumentWhereNoIndexFits() {
    Document explained = explain(documents.find(eq("nowhere", 1)));

    assertThat(explained.get("executionStats", Document.class))
        .containsEntry("totalDocsExamined", 300);
    assertThat(explained.get("queryPlanner", Document.class).get("winningPlan", Document.class))
        .containsEntry("stage", "COLLSCAN");
  }

  @Test
  void claimsAndUpdatesToo() {
    long before = examinedSoFar();

    documents.findOneAndUpdate(
        eq("state", "s2"),
        Updates.set("state", "claimed"),
        new FindOneAndUpdateOptions().sort(Sorts.ascending("at")));
    documents.updateOne(and(eq(4), eq("state", "s1")), Updates.set("x", 1));
    documents.deleteOne(eq("n", 200));

    assertThat(examinedSoFar() - before).isEqualTo(3);
  }

  @Test
  void afterARestartAndNoMoreAfterADrop() {
    client.close();
    store.close();
    store = DocumentStore.start(data, 0);
    client = MongoClients.create(store.uri());
    documents = client.getDatabase("test").getCollection("articles");

    assertThat(examined(documents.find(gte("n", 295)))).isEqualTo(5);
    documents.dropIndex("n_-1");
    assertThat(examined(documents.find(gte("n", 295)))).isEqualTo(300);
  }

  private long examinedSoFar() {
    return database
        .runCommand(new Document("collStats", "articles"))
        .get("docsExamined", Number.class)
        .longValue();
  }

  private static int examined(FindIterable<Document> find) {
    return explain(find).get("executionStats", Document.class).getInteger("totalDocsExamined");
  }

  private static Document explain(FindIterable<Document> find) {
    return find.explain(ExplainVerbosity.EXECUTION_STATS);
  }
}
