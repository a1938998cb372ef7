package io.imprimatur.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of values, as the manual of MongoDB gives it, by an index and without one. */
class OrderTest {

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  /** Documents in ascending order of v. */
  private static final List<Document> ASCENDING =
      List.of(
          Document.parse("{_id: 'empty array', v: []}"),
          Document.parse("{_id: 'missing'}"),
          Document.parse("{_id: 'null', v: null}"),
          Document.parse("{_id: 'infinite', v: {$numberDouble: '-Infinity'}}"),
          Document.parse("{_id: 'negative', v: -7.5}"),
          Document.parse("{_id: 'zero', v: 0}"),
          Document.parse("{_id: 'long', v: {$numberLong: '9007199254740993'}}"),
          Document.parse("{_id: 'longer', v: {$numberLong: '9223372036854775807'}}"),
          Document.parse("{_id: 'no text', v: ''}"),
          Document.parse("{_id: 'capital', v: 'Z'}"),
          Document.parse("{_id: 'small', v: 'a'}"),
          Document.parse("{_id: 'smaller', v: 'ab'}"),
          Document.parse("{_id: 'chinese', v: '印'}"),
          Document.parse("{_id: 'object', v: {a: 1}}"),
          Document.parse("{_id: 'objects', v: {a: 1, b: 0}}"),
          Document.parse("{_id: 'binary', v: {$binary: {base64: 'AQI=', subType: '00'}}}"),
          Document.parse("{_id: 'id', v: {$oid: '64b7f0a1c2d3e4f5a6b7c8d9'}}"),
          Document.parse("{_id: 'false', v: false}"),
          Document.parse("{_id: 'true', v: true}"),
          Document.parse("{_id: 'old', v: {$date: '1969-01-01T00:00:00Z'}}"),
          Document.parse("{_id: 'new', v: {$date: '2026-11-24T00:00:00Z'}}"));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ordersAllTypes(boolean indexed) {
    MongoCollection<Document> documents = given(ASCENDING, indexed, Indexes.ascending("v", "_id"));
    List<Object> names = ASCENDING.stream().map(document -> document.get("_id")).toList();

    assertThat(ids(documents, "{}", "{v: 1, _id: 1}")).isEqualTo(names);
    assertThat(ids(documents, "{}", "{v: -1, _id: -1}")).isEqualTo(names.reversed());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void comparesOnlyWithinOneType(boolean indexed) {
    MongoCollection<Document> documents = given(ASCENDING, indexed, Indexes.descending("v"));

    assertThat(ids(documents, "{v: {$gt: 0}}", "{v: 1}")).containsExactly("long", "longer");
    assertThat(ids(documents, "{v: {$lte: 0}}", "{v: 1}"))
        .containsExactly("infinite", "negative", "zero");
    assertThat(ids(documents, "{v: {$gte: 'a'}}", "{v: 1}"))
        .containsExactly("small", "smaller", "chinese");
    assertThat(ids(documents, "{v: {$lt: true}}", "{v: 1}")).containsExactly("false");
    assertThat(ids(documents, "{v: {$lt: {$date: '2000-01-01T00:00:00Z'}}}", "{v: 1}"))
        .containsExactly("old");
    assertThat(ids(documents, "{v: null}", "{_id: 1}")).containsExactly("missing", "null");
    assertThat(ids(documents, "{v: {$exists: true, $eq: null}}", "{_id: 1}"))
        .containsExactly("null");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ordersArraysByTheirLeastOrGreatestElement(boolean indexed) {
    MongoCollection<Document> documents =
        given(
            List.of(
                Document.parse("{_id: 1, v: [5, 20]}"),
                Document.parse("{_id: 2, v: 10}"),
                Document.parse("{_id: 3, v: [7, 8]}"),
                Document.parse("{_id: 5, v: [null, 30]}")),
            indexed,
            Indexes.ascending("v"));

    assertThat(ids(documents, "{}", "{v: 1}")).containsExactly(5, 1, 3, 2);
    assertThat(ids(documents, "{}", "{v: -1}")).containsExactly(5, 1, 2, 3);
    assertThat(ids(documents, "{v: {$gt: 6}}", "{v: 1}")).containsExactly(5, 1, 3, 2);
    assertThat(ids(documents, "{v: null}", "{_id: 1}")).containsExactly(5);
  }

  /** As in MongoDB; not every server of its protocol has it so, and no service asks. */
  @Tag("local-parts")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEmptyArrayComesBeforeNull(boolean indexed) {
    MongoCollection<Document> documents =
        given(
            List.of(Document.parse("{_id: 1, v: []}"), Document.parse("{_id: 2, v: [null, 30]}")),
            indexed,
            Indexes.ascending("v"));

    assertThat(ids(documents, "{}", "{v: 1}")).containsExactly(1, 2);
    assertThat(ids(documents, "{}", "{v: -1}")).containsExactly(2, 1);
  }

  private static MongoCollection<Document> given(
      List<Document> documents, boolean indexed, Bson index) {
    MongoCollection<Document> collection = server.collection();
    if (indexed) {
      collection.createIndex(index);
    }
    collection.insertMany(documents.reversed());
    return collection;
  }

  private static List<Object> ids(
      MongoCollection<Document> collection, String filter, String sort) {
    List<Object> ids = new ArrayList<>();
    collection
        .find(Document.parse(filter))
        .sort(Document.parse(sort))
        .forEach(document -> ids.add(document.get("_id")));
    return ids;
  }
}
