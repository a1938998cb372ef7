package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The place of documents in a requested order, as bytes. Of an array the least element counts when
 * ascending, the greatest when descending.
 */
final class SortKeys {

  private record Part(IndexKeys keys, boolean descending) {}

  private final List<Part> parts = new ArrayList<>();

  SortKeys(Document sort) {
    sort.forEach(
        (path, direction) ->
            parts.add(new Part(new IndexKeys(List.of(path)), ((Number) direction).intValue() < 0)));
  }

  byte[] of(Document document) {
    byte[] key = Bytes.EMPTY;
    for (Part part : parts) {
      byte[] first = null;
      for (Object[] row : part.keys().rows(document)) {
        byte[] candidate = KeyEncoder.encode(row[0], part.descending());
        if (first == null || Arrays.compareUnsigned(candidate, first) < 0) {
          first = candidate;
        }
      }
      key = Bytes.concat(key, first);
    }
    return key;
  }
}
