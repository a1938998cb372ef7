package io.imprimatur.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
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
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries and updates look at no more documents than an index leaves. */
@Tag("local-parts")
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
    documents.createIndex(Indexes.ascending("tags", "_id"));
    documents.createIndex(Indexes.ascending("tags", "at"));
    documents.insertMany(IntStream.range(0, 300).mapToObj(IndexUseTest::article).toList());
  }

  private static Document article(int i) {
    List<Document> outbox =
        i % 10 == 0 ? List.of(new Document("at", i), new Document("at", i + 1)) : List.of();
    return new Document("_id", i)
        .append("state", "s" + i % 3)
        .append("at", i)
        .append("n", i)
        .append("tags", List.of("all", "t" + i % 2))
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
  void byOrderBehindOneElementOfAnArray() {
    FindIterable<Document> page = documents.find(and(eq("tags", "t1"), gt("_id", 100))).limit(5);

    assertThat(examined(page.sort(Sorts.ascending("_id")))).isEqualTo(5);
    assertThat(ids(page)).containsExactly(101, 103, 105, 107, 109);
    assertThat(examined(page.sort(Sorts.descending("_id")))).isEqualTo(5);
    assertThat(ids(page)).containsExactly(299, 297, 295, 293, 291);
    assertThat(examined(documents.find(eq("tags", "all")).sort(Sorts.descending("at")).limit(5)))
        .isEqualTo(5);
  }

  @Test
  void byOrderBehindSeveralValuesEachDocumentOnce() {
    FindIterable<Document> page = documents.find(in("tags", "t0", "all", "none")).limit(5);

    assertThat(examined(page.sort(Sorts.ascending("_id")))).isEqualTo(5);
    assertThat(ids(page)).containsExactly(0, 1, 2, 3, 4);
    assertThat(examined(page.sort(Sorts.descending("at")))).isEqualTo(5);
    assertThat(ids(page)).containsExactly(299, 298, 297, 296, 295);
    FindIterable<Document> states = documents.find(in("state", "s0", "s2")).limit(4);
    assertThat(examined(states.sort(Sorts.descending("at", "_id")))).isEqualTo(4);
    assertThat(ids(states)).containsExactly(299, 297, 296, 294);
  }

  @Test
  void noOrderByAnArrayFromItsIndex() {
    documents.createIndex(Indexes.ascending("outbox.at", "n"));
    FindIterable<Document> latest =
        documents.find(gt("outbox.at", 0)).sort(Sorts.descending("outbox.at")).limit(2);

    assertThat(ids(latest)).containsExactly(290, 280);
    assertThat(examined(latest)).isEqualTo(30);
    assertThat(ids(documents.find(eq("outbox.at", 21)).sort(Sorts.ascending("outbox.at", "n"))))
        .containsExactly(20);
  }

  @Test
  void byIdBehindTheFieldsOfAnIndex() {
    FindIterable<Document> first = documents.find().limit(3);

    assertThat(examined(first.sort(Sorts.descending("n", "_id")))).isEqualTo(300);
    assertThat(examined(first.sort(Sorts.orderBy(Sorts.descending("n"), Sorts.ascending("_id")))))
        .isEqualTo(3);
    assertThat(examined(first.sort(Sorts.orderBy(Sorts.ascending("n"), Sorts.descending("_id")))))
        .isEqualTo(3);
    assertThat(ids(first)).containsExactly(0, 1, 2);
    assertThat(
            examined(
                documents
                    .find(eq("state", "s1"))
                    .sort(Sorts.ascending("state", "at", "_id"))
                    .limit(3)))
        .isEqualTo(3);
  }

  @Test
  void theOrderRatherThanAFilterThatLeavesNearlyAll() {
    Bson any = in("state", "s0", "s1", "s2");
    FindIterable<Document> few = documents.find(any).sort(Sorts.descending("n"));

    assertThat(examined(few.limit(5))).isEqualTo(5);
    assertThat(examined(few.skip(10).limit(5))).isEqualTo(15);
    assertThat(examined(few.skip(0).limit(100))).isEqualTo(300);
    assertThat(examined(few.limit(0))).isEqualTo(300);
  }

  @Test
  void theFilterRatherThanTheOrderWhereItLeavesFew() {
    Bson third = eq("state", "s1");

    assertThat(examined(documents.find(third).sort(Sorts.ascending("n")).limit(1))).isEqualTo(2);
    assertThat(examined(documents.find(third).sort(Sorts.ascending("n")).limit(5))).isEqualTo(100);
    assertThat(examined(documents.find(in("_id", 1, 5, 8)).sort(Sorts.ascending("n")).limit(1)))
        .isEqualTo(3);
  }

  @Test
  void countsEntriesAndNoDocuments() {
    long before = examinedSoFar();

    assertThat(documents.countDocuments(eq("state", "s1"))).isEqualTo(100);
    assertThat(documents.countDocuments(and(in("state", "s1", "s2"), eq("at", 4)))).isEqualTo(1);
    assertThat(documents.countDocuments(in("tags", "all", "t1"))).isEqualTo(300);
    assertThat(documents.countDocuments(eq("tags", "t1"), new CountOptions().skip(20).limit(200)))
        .isEqualTo(130);
    assertThat(documents.countDocuments(eq("_id", 7))).isEqualTo(1);
    assertThat(examinedSoFar() - before).isZero();

    assertThat(documents.countDocuments(and(eq("state", "s1"), eq("x", null)))).isEqualTo(100);
    assertThat(documents.countDocuments(and(eq("tags", "t1"), eq("tags", "t0")))).isZero();
    assertThat(documents.countDocuments(eq("outbox.at", null))).isZero();
    assertThat(examinedSoFar() - before).isPositive();
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

  private static List<Integer> ids(FindIterable<Document> find) {
    return find.map(document -> document.getInteger("_id")).into(new ArrayList<>());
  }

  private static int examined(FindIterable<Document> find) {
    return explain(find).get("executionStats", Document.class).getInteger("totalDocsExamined");
  }

  private static Document explain(FindIterable<Document> find) {
    return find.explain(ExplainVerbosity.EXECUTION_STATS);
  }
}
