package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;

/**
 * A secondary index: a sorted map from key and {@code _id} to {@code _id}. It is written in the
 * same commit as the documents, so the two never differ, not even after a crash.
 */
final class OrderedIndex {

  /** Its presence says that some document has had more than one key. */
  private static final byte[] MULTIKEY = Bytes.EMPTY;

  private final IndexDefinition definition;
  private final MVMap<byte[], byte[]> entries;
  private final IndexKeys keys;
  private volatile boolean multikey;

  OrderedIndex(IndexDefinition definition, MVMap<byte[], byte[]> entries) {
    this.definition = definition;
    this.entries = entries;
    this.keys =
        new IndexKeys(definition.fields().stream().map(IndexDefinition.Field::path).toList());
    this.multikey = entries.containsKey(MULTIKEY);
  }

  IndexDefinition definition() {
    return definition;
  }

  MVMap<byte[], byte[]> entries() {
    return entries;
  }

  /** Whether some document stands, or has stood, under several keys. */
  boolean multikey() {
    return multikey;
  }

  /**
   * Checks that the document could be put in.
   *
   * @throws DuplicateKeyError if another document has one of its keys and the index is unique
   */
  void check(Document document, byte[] id, String namespace) {
    TreeMap<byte[], Object[]> wanted = keysOf(document);
    if (!definition.unique()) {
      return;
    }
    wanted.forEach(
        (key, row) -> {
          byte[] found = entries.ceilingKey(key);
          while (found != null && Bytes.startsWith(found, key)) {
            if (!Arrays.equals(entries.get(found), id)) {
              throw new DuplicateKeyError(
                  namespace, definition.name() + " dup key: " + describe(row));
            }
            found = entries.higherKey(found);
          }
        });
  }

  void add(Document document, byte[] id) {
    TreeMap<byte[], Object[]> wanted = keysOf(document);
    if (!multikey && wanted.size() > 1) {
      entries.put(MULTIKEY, MULTIKEY);
      multikey = true;
    }
    wanted.keySet().forEach(key -> entries.put(Bytes.concat(key, id), id));
  }

  void remove(Document document, byte[] id) {
    keysOf(document).keySet().forEach(key -> entries.remove(Bytes.concat(key, id)));
  }

  void replace(Document before, Document after, byte[] id) {
    if (!keysOf(before).keySet().equals(keysOf(after).keySet())) {
      remove(before, id);
      add(after, id);
    }
  }

  private TreeMap<byte[], Object[]> keysOf(Document document) {
    TreeMap<byte[], Object[]> found = new TreeMap<>(Arrays::compareUnsigned);
    List<Object[]> rows = keys.rows(document);
    for (Object[] row : rows) {
      if (definition.sparse() && !IndexKeys.hasAny(row)) {
        continue;
      }
      byte[] key = Bytes.EMPTY;
      for (int i = 0; i < row.length; i++) {
        boolean descending = definition.fields().get(i).descending();
        key = Bytes.concat(key, KeyEncoder.encode(row[i], descending));
      }
      found.put(key, row);
    }
    return found;
  }

  private String describe(Object[] row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      parts.add(definition.fields().get(i).path() + ": " + json(row[i]));
    }
    return parts.stream().collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String json(Object value) {
    return value == KeyEncoder.EMPTY_ARRAY ? "undefined" : Json.toCompactJsonValue(value);
  }
}
