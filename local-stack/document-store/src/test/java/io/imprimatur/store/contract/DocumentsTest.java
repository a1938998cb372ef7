package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Filters.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writing documents and finding them again. */
class DocumentsTest {

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @Test
  void givesBackEveryTypeAsItWasWritten() {
    Document written =
        new Document("_id", new ObjectId())
            .append("text", "出版許可 imprimatur")
            .append("int", 42)
            .append("long", 1L << 40)
            .append("double", 0.1)
            .append("decimal", Decimal128.parse("12.34"))
            .append("date", Date.from(Instant.parse("2026-11-24T08:00:00.123Z")))
            .append("bool", true)
            .append("nothing", null)
            .append("bytes", new Binary(new byte[] {1, 2, 3}))
            .append("list", List.of(1, "two", new Document("three", 3)))
            .append("nested", new Document("a", new Document("b", List.of())));

    documents.insertOne(written);

    assertThat(documents.find(eq(written.getObjectId("_id"))).first()).isEqualTo(written);
  }

  @Test
  void findsByConditionsOfManyKinds() {
    documents.insertMany(
        List.of(
            Document.parse("{_id: 1, state: 'open', n: 1, tags: ['a', 'b'], who: {name: 'Li'}}"),
            Document.parse("{_id: 2, state: 'open', n: 5, tags: ['b'], who: {name: 'Chan'}}"),
            Document.parse("{_id: 3, state: 'done', n: 9, tags: [], who: null}"),
            Document.parse("{_id: 4, state: 'done', n: null}")));

    assertThat(ids(eq("state", "open"))).containsExactly(1, 2);
    assertThat(ids(and(eq("state", "open"), gt("n", 1)))).containsExactly(2);
    assertThat(ids(in("n", 1, 9))).containsExactly(1, 3);
    assertThat(ids(ne("state", "open"))).containsExactly(3, 4);
    assertThat(ids(eq("tags", "b"))).containsExactly(1, 2);
    assertThat(ids(size("tags", 2))).containsExactly(1);
    assertThat(ids(exists("tags", false))).containsExactly(4);
    assertThat(ids(eq("who", null))).containsExactly(3, 4);
    assertThat(ids(eq("who.name", "Chan"))).containsExactly(2);
    assertThat(ids(or(eq("n", 9), eq("_id", 1)))).containsExactly(1, 3);
    assertThat(ids(regex("who.name", "^c", "i"))).containsExactly(2);
    assertThat(ids(regex("n", "1"))).isEmpty();
    assertThat(ids(regex("tags", "^a"))).containsExactly(1);
    assertThat(ids(lte("n", 5))).containsExactly(1, 2);
  }

  @Test
  void conditionsOnAnArrayMayBeFulfilledByDifferentElementsUnlessElemMatchIsUsed() {
    documents.insertOne(Document.parse("{_id: 1, n: [1, 10]}"));

    assertThat(ids(Document.parse("{n: {$gte: 5, $lte: 3}}"))).containsExactly(1);
    assertThat(ids(elemMatch("n", Document.parse("{$gte: 5, $lte: 8}")))).isEmpty();
  }

  @Test
  void sortsSkipsLimitsAndProjects() {
    documents.insertMany(
        IntStream.range(0, 20)
            .mapToObj(i -> new Document("_id", i).append("n", (i * 7) % 20).append("x", "x"))
            .toList());

    List<Document> found =
        documents
            .find()
            .sort(Sorts.descending("n"))
            .skip(2)
            .limit(3)
            .projection(Projections.fields(Projections.include("n"), Projections.excludeId()))
            .into(new ArrayList<>());

    assertThat(found)
        .containsExactly(new Document("n", 17), new Document("n", 16), new Document("n", 15));
    assertThat(documents.find(eq(3)).projection(Projections.exclude("x")).first())
        .isEqualTo(new Document("_id", 3).append("n", 1));
  }

  @Test
  void projectsInsideDocumentsAndArrays() {
    documents.insertOne(
        Document.parse(
            "{_id: 1, a: {b: 1, c: 2}, out: [{n: 1, t: 'x'}, {n: 2, t: 'y'}, {n: 3}], z: 0}"));

    assertThat(projected("{'a.b': 1, 'out.n': 1}"))
        .isEqualTo(Document.parse("{_id: 1, a: {b: 1}, out: [{n: 1}, {n: 2}, {n: 3}]}"));
    assertThat(projected("{'a.b': 0, 'out.t': 0, z: 0}"))
        .isEqualTo(Document.parse("{_id: 1, a: {c: 2}, out: [{n: 1}, {n: 2}, {n: 3}]}"));
    assertThat(projected("{out: {$elemMatch: {n: {$gt: 1}}}}"))
        .isEqualTo(Document.parse("{_id: 1, out: [{n: 2, t: 'y'}]}"));
    assertThat(projected("{a: 1, out: {$slice: -1}}").get("out"))
        .isEqualTo(List.of(new Document("n", 3)));
    assertThat(projected("{missing: 1}")).isEqualTo(new Document("_id", 1));
  }

  private Document projected(String fields) {
    return documents.find(eq(1)).projection(Document.parse(fields)).first();
  }

  @Test
  void upsertsTakeTheEqualitiesOfTheFilter() {
    documents.updateOne(
        and(eq("person.id", "p"), in("key", "k"), gt("n", 5), eq("_id", 7)),
        Updates.push("log", "first"),
        new UpdateOptions().upsert(true));
    documents.replaceOne(eq("_id", 8), new Document("a", 1), new ReplaceOptions().upsert(true));

    assertThat(documents.find(eq(7)).first())
        .containsEntry("person", new Document("id", "p"))
        .containsEntry("log", List.of("first"))
        .doesNotContainKey("n");
    assertThat(documents.find(eq(8)).first()).isEqualTo(Document.parse("{_id: 8, a: 1}"));
  }

  @Test
  void countsDistinctsAndGroups() {
    documents.insertMany(
        List.of(
            Document.parse("{_id: 1, s: 'a', n: 1}"),
            Document.parse("{_id: 2, s: 'b', n: 2}"),
            Document.parse("{_id: 3, s: 'a', n: 3}")));

    assertThat(documents.countDocuments()).isEqualTo(3);
    assertThat(documents.estimatedDocumentCount()).isEqualTo(3);
    assertThat(documents.countDocuments(eq("s", "a"))).isEqualTo(2);
    assertThat(documents.countDocuments(eq("s", "z"))).isZero();
    assertThat(documents.countDocuments(eq("s", "a"), new CountOptions().limit(1))).isEqualTo(1);
    assertThat(documents.distinct("s", String.class)).containsExactlyInAnyOrder("a", "b");
    assertThat(
            documents.aggregate(
                List.of(
                    Aggregates.match(gt("n", 0)),
                    Aggregates.group("$s", Accumulators.sum("sum", "$n")),
                    Aggregates.sort(Sorts.ascending("_id")))))
        .containsExactly(
            new Document("_id", "a").append("sum", 4), new Document("_id", "b").append("sum", 2));
  }

  @Test
  void reportsWhatAnUpdateDid() {
    documents.insertMany(
        List.of(Document.parse("{_id: 1, n: 1}"), Document.parse("{_id: 2, n: 1}")));

    UpdateResult one = documents.updateOne(eq("n", 1), Updates.set("m", 1));
    UpdateResult same = documents.updateOne(eq(1), Updates.set("n", 1));
    UpdateResult many = documents.updateMany(eq("n", 1), Updates.inc("n", 2));
    UpdateResult none = documents.updateOne(eq(9), Updates.set("n", 1));
    UpdateResult upserted =
        documents.updateOne(
            eq("key", "k"),
            Updates.combine(Updates.set("n", 7), Updates.setOnInsert("made", true)),
            new UpdateOptions().upsert(true));

    assertThat(one.getModifiedCount()).isEqualTo(1);
    assertThat(same.getMatchedCount()).isEqualTo(1);
    assertThat(same.getModifiedCount()).isZero();
    assertThat(many.getModifiedCount()).isEqualTo(2);
    assertThat(none.getMatchedCount()).isZero();
    assertThat(documents.find(eq(upserted.getUpsertedId())).first())
        .containsEntry("key", "k")
        .containsEntry("n", 7)
        .containsEntry("made", true);
  }

  @Test
  void replacesAndDeletes() {
    documents.insertMany(
        List.of(
            Document.parse("{_id: 1, a: 1}"), Document.parse("{_id: 2}"), new Document("_id", 3)));

    assertThat(documents.replaceOne(eq(1), new Document("b", 2)).getModifiedCount()).isEqualTo(1);
    assertThat(documents.find(eq(1)).first()).isEqualTo(Document.parse("{_id: 1, b: 2}"));
    assertThat(documents.deleteOne(eq(1)).getDeletedCount()).isEqualTo(1);
    assertThat(documents.deleteMany(new Document()).getDeletedCount()).isEqualTo(2);
    assertThat(documents.countDocuments()).isZero();
  }

  @Test
  void refusesASecondDocumentOfTheSameId() {
    documents.insertOne(new Document("_id", 1));

    assertThatThrownBy(() -> documents.insertOne(new Document("_id", 1L)))
        .isInstanceOfSatisfying(
            MongoWriteException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(11000);
              assertThat(e.getError().getMessage()).startsWith("E11000 duplicate key error");
            });
  }

  @Test
  void givesOutManyDocumentsInBatches() {
    List<Document> many = IntStream.range(0, 1_000).mapToObj(i -> new Document("_id", i)).toList();
    documents.insertMany(many);

    assertThat(documents.find().into(new ArrayList<>())).hasSize(1_000);
    assertThat(documents.find().batchSize(7).sort(Sorts.descending("_id")).into(new ArrayList<>()))
        .hasSize(1_000)
        .startsWith(new Document("_id", 999))
        .endsWith(new Document("_id", 0));
    assertThat(documents.aggregate(List.of(Aggregates.match(gt("_id", 9)))).batchSize(50))
        .hasSize(990);
  }

  @Test
  void keepsIdsOfAnyKindApart() {
    UUID uuid = UUID.randomUUID();
    List<Object> all =
        List.of("1", 1, uuid.toString(), new Document("a", 1), new ObjectId(), true, 1.5);
    all.forEach(id -> documents.insertOne(new Document("_id", id)));

    for (Object id : all) {
      assertThat(documents.find(eq(id)).first()).isEqualTo(new Document("_id", id));
    }
    assertThat(documents.countDocuments()).isEqualTo(all.size());
  }

  private List<Object> ids(org.bson.conversions.Bson filter) {
    List<Object> ids = new ArrayList<>();
    documents.find(filter).sort(Sorts.ascending("_id")).forEach(d -> ids.add(d.get("_id")));
    return ids;
  }
}
