package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is refused, with MongoDB's number. */
class RefusalsTest {

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "59    | {shootTheMoon: 1}",
        "14    | {find: 'c', filter: 7}",
        "2     | {find: 'c', filter: {$surprise: 1}}",
        "2     | {find: 'c', filter: {a: {$surprise: 1}}}",
        "2     | {find: 'c', filter: {$and: []}}",
        "2     | {find: 'c', filter: {a: {$in: 5}}}",
        "43    | {getMore: {$numberLong: '77'}, collection: 'c'}",
        "40324 | {aggregate: 'c', pipeline: [{$surprise: 1}], cursor: {}}",
        "9     | {aggregate: 'c', pipeline: []}",
        "9     | {findAndModify: 'c', query: {}}",
        "26    | {listIndexes: 'nowhere'}",
        "67    | {createIndexes: 'c', indexes: [{key: {}, name: 'x'}]}",
      })
  void commands(int code, String command) {
    refused(code, () -> server.database().runCommand(Document.parse(command)));
  }

  /** As in MongoDB; not every server of its protocol has it so, and no service asks. */
  @Tag("local-parts")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"40415 | {find: 'c', surprise: 1}", "51024 | {find: 'c', skip: -1}"})
  void commandsWithMongoDBsOwnNumbers(int code, String command) {
    commands(code, command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9     | {$surprise: {a: 1}}",
        "14    | {$inc: {text: 1}}",
        "2     | {$push: {text: 1}}",
        "40    | {$set: {a: 1}, $inc: {a: 1}}",
        "28    | {$set: {'text.below': 1}}",
        "66    | {$set: {_id: 2}}",
        "2     | {$set: {'list.$[x]': 1}}",
        "56    | {$set: {'': 1}}",
        "2     | {$set: {'list.$': 1}}",
      })
  void updates(int code, String update) {
    documents.insertOne(Document.parse("{_id: 1, text: 'x', list: [1]}"));

    refused(code, () -> documents.updateOne(eq(1), Document.parse(update)));
    assertThat(documents.find(eq(1)).first())
        .isEqualTo(Document.parse("{_id: 1, text: 'x', list: [1]}"));
  }

  /** As in MongoDB; not every server of its protocol has it so, and no service asks. */
  @Tag("local-parts")
  @Test
  void anArrayAsId() {
    refused(53, () -> documents.insertOne(Document.parse("{_id: [1]}")));
  }

  /** As in MongoDB; not every server of its protocol has it so, and no service asks. */
  @Tag("local-parts")
  @Test
  void aSecondCollectionOfOneName() {
    String name = documents.getNamespace().getCollectionName();
    server.database().createCollection(name);

    refused(48, () -> server.database().createCollection(name));
    assertThat(server.database().listCollectionNames()).contains(name);
    documents.drop();
    assertThat(server.database().listCollectionNames()).doesNotContain(name);
  }

  @Test
  void aSessionIsTakenAndAnErrorInItCostsNothing() {
    try (ClientSession session = server.client().startSession()) {
      documents.insertOne(session, new Document("_id", 1));
      refused(11000, () -> documents.insertOne(session, new Document("_id", 1)));
      documents.updateOne(session, eq(1), Updates.set("a", 1));
      assertThat(documents.find(session, eq(1)).first()).containsEntry("a", 1);
    }
  }

  private static void refused(int code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            MongoException.class, e -> assertThat(e.getCode()).as(e.getMessage()).isEqualTo(code));
  }
}
