package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;

/** Where a document stands in its collection: its encoded {@code _id}. */
final class RecordKey {

  private final byte[] bytes;

  RecordKey(byte[] bytes) {
    this.bytes = bytes;
  }

  static RecordKey of(Document document) {
    return new RecordKey(KeyEncoder.encode(document.get("_id")));
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RecordKey" + Arrays.toString(bytes);
  }
}
