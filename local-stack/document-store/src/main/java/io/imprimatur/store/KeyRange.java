package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * A stretch of an index.
 *
 * @param from the first key that belongs to it
 * @param to the first key that no longer does; null: to the end
 * @param prefix how many bytes at the start of its keys are the same, and values of whole fields
 */
record KeyRange(byte[] from, byte[] to, int prefix) {

  /** Everything; index keys are never empty, so the note under the empty key is left out. */
  static final KeyRange ALL = new KeyRange(new byte[] {0}, null, 0);

  static KeyRange startingWith(byte[] prefix) {
    return prefix.length == 0 ? ALL : new KeyRange(prefix, Bytes.after(prefix), prefix.length);
  }

  KeyRange behind(byte[] prefix) {
    return prefix.length == 0
        ? this
        : new KeyRange(
            Bytes.concat(prefix, from),
            to == null ? Bytes.after(prefix) : Bytes.concat(prefix, to),
            prefix.length);
  }

  boolean isBefore(byte[] key) {
    return to != null && Arrays.compareUnsigned(key, to) >= 0;
  }

  boolean isAfter(byte[] key) {
    return Arrays.compareUnsigned(key, from) < 0;
  }

  /** How many keys of a map lie in it; takes no longer for many than for few. */
  long count(MVMap<byte[], byte[]> map) {
    return Math.max(0, (to == null ? map.sizeAsLong() : before(map, to)) - before(map, from));
  }

  private static long before(MVMap<byte[], byte[]> map, byte[] key) {
    long index = map.getKeyIndex(key);
    return index < 0 ? -index - 1 : index;
  }

  /** Whether an index holds such a value as one key. */
  static boolean isKey(Object value) {
    return !(value instanceof Collection) && !BsonRegularExpression.isRegularExpression(value);
  }

  /**
   * The values that fulfil all the range conditions, as encoded for one field; null if there is no
   * condition an index could use.
   *
   * @param oneBoundOnly use a single condition, as the index knows arrays whose different elements
   *     may fulfil different conditions
   */
  static KeyRange of(List<Filter.Condition> conditions, boolean descending, boolean oneBoundOnly) {
    Bound from = null;
    Bound to = null;
    for (Filter.Condition condition : conditions) {
      Object operand = condition.operand();
      if (!isRange(condition.operator()) || !isBound(operand)) {
        continue;
      }
      byte[] key = KeyEncoder.encode(operand);
      byte[] type = {key[0]};
      Bound low = new Bound(type, false);
      Bound high = new Bound(type, true);
      switch (condition.operator()) {
        case "$gt" -> low = new Bound(key, true);
        case "$gte" -> low = new Bound(key, false);
        case "$lt" -> high = new Bound(key, false);
        default -> high = new Bound(key, true);
      }
      from = from == null || low.compareTo(from) > 0 ? low : from;
      to = to == null || high.compareTo(to) < 0 ? high : to;
      if (oneBoundOnly) {
        break;
      }
    }
    if (from == null) {
      return null;
    }
    return descending
        ? new KeyRange(to.inverted().bytes(), from.inverted().bytes(), 0)
        : new KeyRange(from.bytes(), to.bytes(), 0);
  }

  /** The place before or after all keys that start with a prefix. */
  private record Bound(byte[] prefix, boolean after) implements Comparable<Bound> {

    byte[] bytes() {
      return after ? Bytes.after(prefix) : prefix;
    }

    Bound inverted() {
      return new Bound(Bytes.invert(prefix), !after);
    }

    @Override
    public int compareTo(Bound other) {
      return Arrays.compareUnsigned(bytes(), other.bytes());
    }
  }

  private static boolean isRange(String operator) {
    return switch (operator) {
      case "$gt", "$gte", "$lt", "$lte" -> true;
      default -> false;
    };
  }

  private static boolean isBound(Object operand) {
    return operand != null
        && isKey(operand)
        && !(operand instanceof MinKey)
        && !(operand instanceof MaxKey);
  }
}
