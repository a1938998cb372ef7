package io.imprimatur.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.bson.BsonUndefined;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MongoDB does and this store does not is refused, never overlooked. */
@Tag("local-parts")
class NotSupportedTest {

  private static final byte[] BYTES = {1, 2, 3};
  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;

  @TempDir static Path data;

  private static DocumentStore store;
  private static MongoClient client;
  private static MongoDatabase database;

  @BeforeAll
  static void start() {
    store = DocumentStore.start(data, 0);
    client = MongoClients.create(store.uri());
    database = client.getDatabase("test");
    database.getCollection("c").insertOne(Document.parse("{_id: 1, a: 1, list: [1, 2]}"));
  }

  @AfterAll
  static void close() {
    client.close();
    store.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "238   | {find: 'c', collation: {locale: 'zh'}}",
        "238   | {find: 'c', let: {x: 1}}",
        "238   | {find: 'c', tailable: true}",
        "238   | {find: 'c', filter: {$text: {$search: 'x'}}}",
        "238   | {find: 'c', filter: {$where: 'true'}}",
        "238   | {find: 'c', filter: {a: {$geoWithin: {}}}}",
        "238   | {find: 'c', filter: {a: {$bitsAllSet: 1}}}",
        "238   | {find: 'c', filter: {a: {$regex: 'x', $ne: 'y'}}}",
        "238   | {find: 'c', projection: {'list.$': 1}}",
        "238   | {find: 'c', projection: {b: '$a'}}",
        "238   | {find: 'c', sort: {s: {$meta: 'textScore'}}}",
        "2     | {find: 'c', hint: 'no_such_index'}",
        "123   | {find: 'c', readConcern: {level: 'snapshot'}}",
        "20    | {find: 'c', txnNumber: 1, autocommit: false, startTransaction: true}",
        "20    | {commitTransaction: 1}",
        "2     | {insert: 'c', documents: [{}], writeConcern: {w: 3}}",
        "238   | {aggregate: 'c', pipeline: [{$out: 'd'}], cursor: {}}",
        "238   | {aggregate: 'c', pipeline: [{$facet: {x: [{$merge: 'd'}]}}], cursor: {}}",
        "40573 | {aggregate: 'c', pipeline: [{$changeStream: {}}], cursor: {}}",
        "238   | {aggregate: 'c', pipeline: [], cursor: {}, collation: {locale: 'de'}}",
        "238   | {findAndModify: 'c', query: {}, update: [{$set: {a: 2}}]}",
        "238   | {findAndModify: 'c', query: {}, update: {$bit: {a: {and: 1}}}}",
        "238   | {create: 'd', capped: true, size: 1000}",
        "238   | {create: 'd', validator: {a: 1}}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', expireAfterSeconds: 9}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', expireAfterSeconds: 0}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', partialFilterExpression: {a: 1}}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', collation: {locale: 'zh'}}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: 'text'}, name: 'x'}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: 'hashed'}, name: 'x'}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {a: '2dsphere'}, name: 'x'}]}",
        "67    | {createIndexes: 'c', indexes: [{key: {'$**': 1}, name: 'x'}]}",
        "59    | {mapReduce: 'c'}",
        "59    | {renameCollection: 'test.c', to: 'test.d'}",
      })
  void commands(int code, String command) {
    refused(code, () -> database.runCommand(Document.parse(command)));

    assertThat(database.getCollection("c").find())
        .containsExactly(Document.parse("{_id: 1, a: 1, list: [1, 2]}"));
    assertThat(database.getCollection("c").listIndexes()).hasSize(1);
    assertThat(database.listCollectionNames()).containsExactly("c");
  }

  @Test
  void optionsThatAskForNothingAreTaken() {
    Document reply =
        database.runCommand(
            Document.parse("{find: 'c', collation: {locale: 'simple'}, let: {}, tailable: false}"));

    assertThat(reply).containsEntry("ok", 1.0);
  }

  @Test
  void transactionsOfTheDriver() {
    MongoCollection<Document> documents = database.getCollection("transactions");
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      assertThatThrownBy(() -> documents.insertOne(session, new Document()))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(database.listCollectionNames()).doesNotContain("transactions");
  }

  @Test
  void aDocumentOfSeventeenMegabytesFromAClientThatDoesNotCheckCostsNoConnection()
      throws IOException {
    Document large = new Document("_id", 2).append("text", "x".repeat(17_000_000));
    Document insert =
        new Document("insert", "large").append("$db", "test").append("documents", List.of(large));
    try (Socket socket = new Socket("127.0.0.1", store.port())) {
      Document refused = call(socket, insert);
      Document ping = call(socket, new Document("ping", 1).append("$db", "admin"));

      assertThat(refused).containsEntry("ok", 0.0).containsEntry("code", 10334);
      assertThat(ping).containsEntry("ok", 1.0);
    }
    assertThat(database.getCollection("large").find(eq(2)).first()).isNull();
  }

  @Test
  void valuesThatWouldComeBackChanged() {
    MongoCollection<Document> documents = database.getCollection("values");
    Document nested = new Document();
    for (int depth = 0; depth < 300; depth++) {
      nested = new Document("a", nested);
    }
    Document deep = nested;

    refused(238, () -> documents.insertOne(new Document("b", new Binary((byte) 0x80, BYTES))));
    refused(238, () -> documents.insertOne(new Document("u", new BsonUndefined())));
    refused(15, () -> documents.insertOne(deep));
    assertThat(documents.countDocuments()).isZero();
  }

  private static Document call(Socket socket, Document command) throws IOException {
    ByteBuffer body = new RawBsonDocument(command, new DocumentCodec()).getByteBuffer().asNIO();
    int length = HEADER + Integer.BYTES + 1 + body.remaining();
    ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    message.putInt(length).putInt(1).putInt(0).putInt(OP_MSG).putInt(0).put((byte) 0).put(body);
    OutputStream out = socket.getOutputStream();
    out.write(message.array());
    out.flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int answerLength = Integer.reverseBytes(in.readInt());
    byte[] answer = new byte[answerLength - Integer.BYTES];
    in.readFully(answer);
    int start = HEADER + 1;
    return new RawBsonDocument(answer, start, answer.length - start).decode(new DocumentCodec());
  }

  private static void refused(int code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            MongoException.class, e -> assertThat(e.getCode()).as(e.getMessage()).isEqualTo(code));
  }
}
