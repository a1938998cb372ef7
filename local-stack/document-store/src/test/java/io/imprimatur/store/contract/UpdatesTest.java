package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What update operators do to a document, arrays above all. */
class UpdatesTest {

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @Test
  void changesOnlyTheFieldsItNames() {
    given("{state: 'draft', n: 1, nested: {a: 1, b: 2}, gone: true}");

    update(
        Updates.combine(
            Updates.set("state", "review"),
            Updates.set("nested.a", 9),
            Updates.set("made.on.the.way", 1),
            Updates.inc("n", 2),
            Updates.inc("fresh", 5L),
            Updates.unset("gone"),
            Updates.setOnInsert("never", 1)));

    assertThat(document())
        .isEqualTo(
            expected(
                "{state: 'review', n: 3, nested: {a: 9, b: 2},"
                    + " made: {on: {the: {way: 1}}}, fresh: NumberLong(5)}"));
  }

  @Test
  void pushesAtTheEndAtAPlaceAndUpToASize() {
    given("{list: [1, 2]}");

    update(Updates.push("list", 3));
    update(Updates.pushEach("list", List.of(8, 9), new PushOptions().position(0)));
    assertThat(document().get("list")).isEqualTo(List.of(8, 9, 1, 2, 3));

    update(Updates.pushEach("list", List.of(4), new PushOptions().slice(-3)));
    assertThat(document().get("list")).isEqualTo(List.of(2, 3, 4));

    update(Updates.pushEach("list", List.of(1), new PushOptions().sort(-1)));
    update(Updates.pushEach("other", List.of("first"), new PushOptions().slice(-20)));
    assertThat(document()).isEqualTo(expected("{list: [4, 3, 2, 1], other: ['first']}"));
  }

  @Test
  void pullsByValueAndByCondition() {
    given("{list: [1, 2, 3, 2], outbox: [{sequence: 1, t: 'a'}, {sequence: 2}, {sequence: 3}]}");

    update(Updates.pull("list", 2));
    update(new Document("$pull", Document.parse("{outbox: {sequence: {$lte: 2}}}")));
    update(Updates.pullByFilter(Filters.gt("list", 2)));
    update(Updates.pullAll("list", List.of(7)));

    assertThat(document()).isEqualTo(expected("{list: [1], outbox: [{sequence: 3}]}"));
  }

  @Test
  void pushesAndPullsInOneUpdateOfDifferentFields() {
    given("{outbox: [{sequence: 1}], inbox: []}");

    update(
        Updates.combine(
            Updates.pull("outbox", new Document("sequence", 1)),
            Updates.push("inbox", new Document("source", "review")),
            Updates.set("state", "x")));

    assertThat(document())
        .isEqualTo(expected("{outbox: [], inbox: [{source: 'review'}], state: 'x'}"));
  }

  @Test
  void keepsSetsGreatestLeastFirstAndLast() {
    given("{set: ['a'], max: 5, min: 5, pop: [1, 2, 3], mul: 3, old: 1}");

    update(Updates.addEachToSet("set", List.of("a", "b", "b")));
    update(
        Updates.combine(
            Updates.max("max", 9),
            Updates.min("min", 1),
            Updates.popFirst("pop"),
            Updates.mul("mul", 4),
            Updates.rename("old", "new")));
    update(Updates.combine(Updates.max("max", 2), Updates.min("min", 2), Updates.popLast("pop")));

    assertThat(document())
        .isEqualTo(expected("{set: ['a', 'b'], max: 9, min: 1, pop: [2], mul: 12, new: 1}"));
  }

  @Test
  void changesTheElementThatMatched() {
    given("{items: [{id: 1, s: 'w'}, {id: 2, s: 'w'}, {id: 2, s: 'x'}]}");

    documents.updateOne(and(eq(1), eq("items.id", 2)), Updates.set("items.$.s", "sent"));
    documents.updateOne(
        and(eq(1), elemMatch("items", Document.parse("{id: 2, s: 'x'}"))),
        Updates.combine(Updates.set("items.$.s", "done"), Updates.inc("items.$.n", 1)));

    assertThat(document())
        .isEqualTo(
            expected("{items: [{id: 1, s: 'w'}, {id: 2, s: 'sent'}, {id: 2, s: 'done', n: 1}]}"));
  }

  @Test
  void changesEveryElementAndThoseAFilterNames() {
    given(
        "{r: [{p: 'a', s: 'sending'}, {p: 'b', s: 'waiting'}, {p: 'c', s: 'waiting'}], n: [1, 5]}");

    documents.updateOne(
        eq(1),
        Updates.combine(
            Updates.set("r.$[one].s", "sent"),
            Updates.set("r.$[others].late", true),
            Updates.inc("n.$[]", 10)),
        new UpdateOptions()
            .arrayFilters(
                List.of(
                    Document.parse("{'one.p': {$in: ['a', 'b']}}"),
                    Document.parse("{'others.s': 'waiting', 'others.p': {$gt: 'b'}}"))));
    documents.findOneAndUpdate(
        eq(1),
        Updates.set("n.$[big]", 0),
        new FindOneAndUpdateOptions().arrayFilters(List.of(Filters.gte("big", 15))));

    assertThat(document())
        .isEqualTo(
            expected(
                "{r: [{p: 'a', s: 'sent'}, {p: 'b', s: 'sent'},"
                    + " {p: 'c', s: 'waiting', late: true}], n: [11, 0]}"));
  }

  @Test
  void findsAndUpdatesTheFirstInOrderBeforeOrAfter() {
    documents.insertMany(
        List.of(
            Document.parse("{_id: 1, at: 30, s: 'new'}"),
            Document.parse("{_id: 2, at: 10, s: 'new'}"),
            Document.parse("{_id: 3, at: 20, s: 'new'}")));
    FindOneAndUpdateOptions oldest = new FindOneAndUpdateOptions().sort(Sorts.ascending("at"));

    Document before = documents.findOneAndUpdate(eq("s", "new"), Updates.set("s", "x"), oldest);
    Document after =
        documents.findOneAndUpdate(
            and(eq("s", "new"), lt("at", 99)),
            Updates.set("s", "y"),
            oldest.returnDocument(ReturnDocument.AFTER));
    Document deleted =
        documents.findOneAndDelete(
            new Document(), new FindOneAndDeleteOptions().sort(Sorts.descending("at")));

    assertThat(before).isEqualTo(Document.parse("{_id: 2, at: 10, s: 'new'}"));
    assertThat(after).isEqualTo(Document.parse("{_id: 3, at: 20, s: 'y'}"));
    assertThat(deleted).containsEntry("_id", 1);
    assertThat(documents.countDocuments()).isEqualTo(2);
    assertThat(documents.findOneAndUpdate(eq("s", "none"), Updates.set("s", "z"))).isNull();
  }

  @Test
  void findOneAndUpdateInsertsWhereThereIsNone() {
    FindOneAndUpdateOptions upsert = new FindOneAndUpdateOptions().upsert(true);

    Document before = documents.findOneAndUpdate(eq("_id", "k"), Updates.inc("n", 1), upsert);
    Document after =
        documents.findOneAndUpdate(
            eq("_id", "k"), Updates.inc("n", 1), upsert.returnDocument(ReturnDocument.AFTER));
    Document fresh = documents.findOneAndUpdate(eq("_id", "l"), Updates.inc("n", 7), upsert);

    assertThat(before).isNull();
    assertThat(after).isEqualTo(Document.parse("{_id: 'k', n: 2}"));
    assertThat(fresh).isEqualTo(Document.parse("{_id: 'l', n: 7}"));
  }

  private void given(String json) {
    Document document = new Document("_id", 1);
    document.putAll(Document.parse(json));
    documents.insertOne(document);
  }

  private void update(Bson update) {
    assertThat(documents.updateOne(eq(1), update).getMatchedCount()).isEqualTo(1);
  }

  private Document document() {
    return documents.find(eq(1)).first();
  }

  private static Document expected(String json) {
    Document document = new Document("_id", 1);
    document.putAll(Document.parse(json));
    return document;
  }
}
