package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;

/**
 * A secondary index: a sorted map from key and {@code _id} to {@code _id}. It is written in the
 * same commit as the documents, so the two never differ, not even after a crash.
 */
final class OrderedIndex {

  /**
   * Under this key stand the fields of which some document has had several values, as bits. An
   * empty note, as older files have it, says that any field may be such a one.
   */
  private static final byte[] MULTIKEY = Bytes.EMPTY;

  private final IndexDefinition definition;
  private final MVMap<byte[], byte[]> entries;
  private final IndexKeys keys;

  /** Never changed, only replaced. */
  private volatile BitSet several;

  OrderedIndex(IndexDefinition definition, MVMap<byte[], byte[]> entries) {
    this.definition = definition;
    this.entries = entries;
    this.keys =
        new IndexKeys(definition.fields().stream().map(IndexDefinition.Field::path).toList());
    this.several = noted(entries.get(MULTIKEY));
  }

  private BitSet noted(byte[] note) {
    if (note == null || note.length > 0) {
      return note == null ? new BitSet() : BitSet.valueOf(note);
    }
    BitSet any = new BitSet();
    for (int i = 0; i < definition.fields().size(); i++) {
      // No document has several of these.
      any.set(i, !definition.fields().get(i).path().equals("_id"));
    }
    return any;
  }

  IndexDefinition definition() {
    return definition;
  }

  MVMap<byte[], byte[]> entries() {
    return entries;
  }

  /** Whether some document stands, or has stood, under several keys. */
  boolean multikey() {
    return !several.isEmpty();
  }

  /** Whether some document has, or has had, several values of that field of the key. */
  boolean multikey(int field) {
    return several.get(field);
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
    note(keys.rows(document));
    keysOf(document).keySet().forEach(key -> entries.put(Bytes.concat(key, id), id));
  }

  private void note(List<Object[]> rows) {
    if (rows.size() < 2) {
      return;
    }
    BitSet known = several;
    BitSet all = (BitSet) known.clone();
    for (int i = known.nextClearBit(0); i < definition.fields().size(); i++) {
      int field = i;
      byte[] first = KeyEncoder.encode(rows.getFirst()[field]);
      if (rows.stream().anyMatch(row -> !Arrays.equals(first, KeyEncoder.encode(row[field])))) {
        all.set(field);
      }
    }
    if (!all.equals(known)) {
      entries.put(MULTIKEY, all.toByteArray());
      several = all;
    }
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
