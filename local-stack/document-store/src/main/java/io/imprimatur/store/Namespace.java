package io.imprimatur.store;

/** A collection's full name: database, dot, collection. */
record Namespace(String database, String collection) implements Comparable<Namespace> {

  static Namespace parse(String full) {
    int dot = full.indexOf('.');
    return new Namespace(full.substring(0, dot), full.substring(dot + 1));
  }

  /**
   * Checks that a collection of this name can be made.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerError 73
   */
  void check() {
    if (database.isEmpty() || database.chars().anyMatch(c -> "/\\. \"$\0".indexOf(c) >= 0)) {
      throw Errors.invalidNamespace("Invalid database name: '" + database + "'");
    }
    if (collection.isEmpty()
        || collection.startsWith("system.")
        || collection.startsWith(".")
        || collection.contains("$")
        || collection.contains("\0")) {
      throw Errors.invalidNamespace("Invalid collection name: " + collection);
    }
  }

  @Override
  public int compareTo(Namespace other) {
    int byDatabase = database.compareTo(other.database);
    return byDatabase != 0 ? byDatabase : collection.compareTo(other.collection);
  }

  @Override
  public String toString() {
    return database + "." + collection;
  }
}
