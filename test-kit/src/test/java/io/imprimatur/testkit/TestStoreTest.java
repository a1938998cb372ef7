package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestStoreTest {

  @Test
  void eachTestClassGetsADatabaseOfItsOwn() {
    String one = TestStore.newDatabase(TestStoreTest.class);
    String other = TestStore.newDatabase(TestStoreTest.class);
    try (var first = MongoClients.create(one);
        var second = MongoClients.create(other)) {
      String name = one.substring(one.lastIndexOf('/') + 1);
      String otherName = other.substring(other.lastIndexOf('/') + 1);
      first.getDatabase(name).getCollection("c").insertOne(new Document("_id", 1));

      assertThat(first.getDatabase(name).getCollection("c").countDocuments()).isOne();
      assertThat(second.getDatabase(otherName).getCollection("c").countDocuments()).isZero();
    }
  }

  @Test
  void aKilledStoreComesBackWithWhatItAcknowledged() {
    try (ServerProcess store = TestStore.process();
        var client = MongoClients.create(store.address())) {
      var collection = client.getDatabase("kept").getCollection("c");
      collection.insertOne(new Document("_id", 1).append("text", "临河"));

      store.kill();
      store.start();

      assertThat(collection.find().first()).containsEntry("text", "临河");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mongodb://h:1, mongodb://h:1/db",
    "mongodb://h:1/, mongodb://h:1/db",
    "mongodb://h:1/other, mongodb://h:1/db",
    "'mongodb://a:1,b:2/?replicaSet=r', 'mongodb://a:1,b:2/db?replicaSet=r'",
    "mongodb://h?w=1, mongodb://h/db?w=1",
    "mongodb://u:p@h/, mongodb://u:p@h/db?authSource=admin",
    "mongodb://u:p@h/users?w=1, mongodb://u:p@h/db?w=1&authSource=users",
    "mongodb+srv://u:p@h/?authSource=x, mongodb+srv://u:p@h/db?authSource=x"
  })
  void aDatabaseNameIsPutInItsPlace(String uri, String expected) {
    assertThat(MongoUri.withDatabase(uri, "db")).isEqualTo(expected);
  }

  @Test
  void whatIsNoUriIsRefused() {
    assertThatThrownBy(() -> MongoUri.withDatabase("localhost:27017", "db"))
        .hasMessage("Not a MongoDB URI: localhost:27017");
  }
}
