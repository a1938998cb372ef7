package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Indexes: what they promise, and that they change no result. */
class IndexesTest {

  private static final int DUPLICATE_KEY = 11000;
  private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @Test
  void makesListsAndDropsThem() {
    String name =
        documents.createIndex(
            Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b.c")));
    documents.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true).sparse(true));
    documents.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true).sparse(true));

    assertThat(name).isEqualTo("a_1_b.c_-1");
    assertThat(documents.listIndexes())
        .extracting(index -> index.get("name"))
        .containsExactlyInAnyOrder("_id_", "a_1_b.c_-1", "u_1");
    assertThat(documents.listIndexes())
        .anySatisfy(
            index ->
                assertThat(index)
                    .containsEntry("unique", true)
                    .containsEntry("sparse", true)
                    .containsEntry("key", new Document("u", 1)));

    documents.dropIndex("u_1");
    documents.dropIndex(Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b.c")));
    assertThat(documents.listIndexes()).hasSize(1);
    refused(27, () -> documents.dropIndex("u_1"));
  }

  @Test
  void refusesADifferentIndexOfTheSameNameOrKey() {
    documents.createIndex(Indexes.ascending("a"));

    refused(86, () -> documents.createIndex(Indexes.ascending("a"), UNIQUE));
    refused(
        85, () -> documents.createIndex(Indexes.ascending("a"), new IndexOptions().name("other")));
    refused(
        86, () -> documents.createIndex(Indexes.ascending("b"), new IndexOptions().name("a_1")));
  }

  @Test
  void aUniqueIndexRefusesOnInsertUpdateAndBuild() {
    documents.createIndex(Indexes.ascending("a", "b"), UNIQUE);
    documents.insertOne(Document.parse("{_id: 1, a: 1, b: 1}"));
    documents.insertOne(Document.parse("{_id: 2, a: 1, b: 2}"));
    documents.insertOne(Document.parse("{_id: 3, a: 1}"));

    refused(DUPLICATE_KEY, () -> documents.insertOne(Document.parse("{a: 1.0, b: 1}")));
    refused(DUPLICATE_KEY, () -> documents.insertOne(Document.parse("{a: 1, b: null}")));
    refused(DUPLICATE_KEY, () -> documents.updateOne(eq(2), Updates.set("b", 1)));
    assertThat(documents.find(eq(2)).first()).containsEntry("b", 2);

    documents.updateOne(eq(1), Updates.set("b", 9));
    documents.updateOne(eq(2), Updates.set("b", 1));
    documents.deleteOne(eq(1));
    documents.insertOne(Document.parse("{a: 1, b: 9}"));
    refused(DUPLICATE_KEY, () -> documents.createIndex(Indexes.ascending("a"), UNIQUE));
    assertThat(documents.listIndexes()).hasSize(2);
  }

  @Test
  void aSparseUniqueIndexLetsAnyNumberBeWithout() {
    documents.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true).sparse(true));
    documents.insertOne(Document.parse("{_id: 1}"));
    documents.insertOne(Document.parse("{_id: 2}"));
    documents.insertOne(Document.parse("{_id: 3, key: 'k'}"));
    documents.insertOne(Document.parse("{_id: 4, key: null}"));

    refused(DUPLICATE_KEY, () -> documents.insertOne(Document.parse("{key: 'k'}")));
    refused(DUPLICATE_KEY, () -> documents.insertOne(Document.parse("{key: null}")));
    refused(DUPLICATE_KEY, () -> documents.updateOne(eq(1), Updates.set("key", "k")));
    documents.updateOne(eq(3), Updates.unset("key"));
    documents.updateOne(eq(1), Updates.set("key", "k"));

    assertThat(ids(documents.find(eq("key", null)))).containsExactlyInAnyOrder(2, 3, 4);
    assertThat(ids(documents.find(exists("key", false)))).containsExactlyInAnyOrder(2, 3);
    assertThat(ids(documents.find().sort(Sorts.ascending("key")))).hasSize(4);
  }

  /** As in MongoDB; not every server of its protocol has it so, and no service asks. */
  @Tag("local-parts")
  @Test
  void aUniqueIndexOverAnArrayHoldsBetweenDocumentsNotWithin() {
    documents.createIndex(Indexes.ascending("list.key"), UNIQUE);
    documents.insertOne(Document.parse("{_id: 1, list: [{key: 1}, {key: 1}, {key: 2}]}"));

    refused(DUPLICATE_KEY, () -> documents.insertOne(Document.parse("{list: [{key: 2}]}")));
    documents.insertOne(Document.parse("{_id: 2, list: [{key: 3}]}"));
    refused(
        DUPLICATE_KEY,
        () -> documents.updateOne(eq(2), Updates.push("list", new Document("key", 1))));
    documents.updateOne(eq(1), Updates.pull("list", new Document("key", 1)));
    documents.updateOne(eq(2), Updates.push("list", new Document("key", 1)));

    assertThat(ids(documents.find(eq("list.key", 1)))).containsExactly(2);
  }

  @Test
  void aSparseUniqueIndexOverAnArrayLetsEmptyArraysAndElementsWithoutBe() {
    documents.createIndex(
        Indexes.ascending("list.key"), new IndexOptions().unique(true).sparse(true));
    documents.insertOne(Document.parse("{_id: 1, list: []}"));
    documents.insertOne(Document.parse("{_id: 2, list: []}"));
    documents.insertOne(Document.parse("{_id: 3, list: [{other: 1}, {key: 'a'}]}"));
    documents.insertOne(Document.parse("{_id: 4, list: [{other: 1}, {key: 'b'}]}"));
    documents.insertOne(Document.parse("{_id: 5}"));

    refused(
        DUPLICATE_KEY,
        () -> documents.updateOne(eq(1), Updates.push("list", new Document("key", "a"))));
    documents.updateOne(eq(3), Updates.set("list", List.of()));
    documents.updateOne(eq(1), Updates.push("list", new Document("key", "a")));
    assertThat(ids(documents.find(eq("list.key", "a")))).containsExactly(1);
  }

  /** As in MongoDB; not every server of its protocol has it so, and no service asks. */
  @Tag("local-parts")
  @Test
  void refusesAKeyThroughTwoArrays() {
    documents.createIndex(Indexes.ascending("a", "b"));

    refused(171, () -> documents.insertOne(Document.parse("{a: [1, 2], b: [3, 4]}")));
  }

  @Test
  void findsTheSameWithAndWithoutIndexes() {
    MongoCollection<Document> plain = server.collection();
    List<Document> many =
        IntStream.range(0, 120)
            .mapToObj(
                i ->
                    new Document("_id", i)
                        .append("a", i % 7)
                        .append("b", i % 5 == 0 ? null : i % 11)
                        .append("list", i % 4 == 0 ? List.of(i % 3, i % 9) : List.of(i % 6)))
            .toList();
    plain.insertMany(many);
    documents.createIndex(Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b")));
    documents.createIndex(Indexes.descending("b"));
    documents.createIndex(Indexes.ascending("list", "a"));
    documents.createIndex(Indexes.ascending("list", "_id"));
    documents.createIndex(
        Indexes.compoundIndex(Indexes.ascending("a", "list"), Indexes.descending("b")));
    documents.insertMany(many);
    List<String> queries =
        List.of(
            "{a: 3}",
            "{a: 3, b: {$gt: 4}}",
            "{a: {$in: [1, 2, 5]}, b: {$lte: 3}}",
            "{b: null}",
            "{b: {$lt: 5}}",
            "{b: {$gte: 2, $lt: 9}, a: {$ne: 4}}",
            "{list: 2}",
            "{list: {$gte: 5, $lte: 1}}",
            "{list: {$in: [0, 8]}, a: {$gt: 2}}",
            "{list: {$in: [0, 1, 2]}}",
            "{list: 2, _id: {$gt: 10, $lt: 90}}",
            "{list: 2, a: {$in: [3, 5, 1]}}",
            "{a: {$in: [0, 4]}, list: {$in: [0, 1, 4]}}",
            "{a: {$in: [0, 4]}, list: 4, b: {$in: [null, 7, 3]}}",
            "{$or: [{a: 1}, {b: 7}], list: {$lt: 4}}",
            "{a: {$gt: 1.5}, b: {$exists: true}}",
            "{a: 3, list: 3}",
            "{list: 3}");

    for (String query : queries) {
      assertThat(documents.countDocuments(Document.parse(query)))
          .as(query)
          .isEqualTo(plain.countDocuments(Document.parse(query)));
      for (String sort :
          List.of(
              "{_id: 1}",
              "{_id: -1}",
              "{a: 1, b: -1, _id: 1}",
              "{a: -1, b: 1, _id: -1}",
              "{b: -1, _id: -1}",
              "{b: -1, _id: 1}",
              "{list: 1, _id: 1}",
              "{list: -1, _id: -1}",
              "{a: 1, list: 1, _id: 1}",
              "{list: 1, a: 1, _id: 1}")) {
        List<Integer> expected =
            ids(plain.find(Document.parse(query)).sort(Document.parse(sort)).limit(30));
        assertThat(ids(documents.find(Document.parse(query)).sort(Document.parse(sort)).limit(30)))
            .as("%s sorted by %s", query, sort)
            .isEqualTo(expected)
            .isNotEmpty();
      }
    }
  }

  private static List<Integer> ids(FindIterable<Document> find) {
    List<Integer> ids = new ArrayList<>();
    find.forEach(document -> ids.add(document.getInteger("_id")));
    return ids;
  }

  private static void refused(int code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            MongoException.class, e -> assertThat(e.getCode()).as(e.getMessage()).isEqualTo(code));
  }
}
