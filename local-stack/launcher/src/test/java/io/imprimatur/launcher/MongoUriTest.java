package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoUriTest {

  @ParameterizedTest
  @CsvSource({
    "mongodb://db:27017, mongodb://db:27017/drafting",
    "mongodb://db, mongodb://db/drafting",
    "mongodb://db/, mongodb://db/drafting",
    "mongodb://db/other, mongodb://db/drafting",
    "mongodb://db/?w=1, mongodb://db/drafting?w=1",
    "mongodb://db?w=1, mongodb://db/drafting?w=1",
    "'mongodb://a:1,b:2/?replicaSet=rs0', 'mongodb://a:1,b:2/drafting?replicaSet=rs0'",
    // A user is looked for in the database of the path, or in admin: that must not change.
    "mongodb://u:p%40x@db, mongodb://u:p%40x@db/drafting?authSource=admin",
    "mongodb://u:p@db/people?w=1, mongodb://u:p@db/drafting?w=1&authSource=people",
    "mongodb://u:p@db/?authSource=own, mongodb://u:p@db/drafting?authSource=own",
    "mongodb://u@db/?authMechanism=MONGODB-X509, mongodb://u@db/drafting?authMechanism=MONGODB-X509"
  })
  void putsTheDatabaseIntoThePath(String given, String expected) {
    assertThat(MongoUri.of(given).withDatabase("drafting")).isEqualTo(expected);
  }

  @Test
  void namesEveryServer() {
    assertThat(MongoUri.of("mongodb://u:p@a:1,b/?x=y").addresses())
        .containsExactly("a:1", "b:27017");
  }

  @ParameterizedTest
  @CsvSource({"localhost:27017", "mongodb://", "mongodb+srv://db.example", "http://db"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> MongoUri.of(text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("mongodb://[user:password@]host:port");
  }
}
