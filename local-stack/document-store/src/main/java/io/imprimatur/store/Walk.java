package io.imprimatur.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.h2.mvstore.Cursor;

/** The entries in the ranges of a plan, one by one, in the order the plan promises. */
final class Walk {

  private final Plan plan;
  private final View view;
  private final Iterator<KeyRange> ranges;
  private final PriorityQueue<Stretch> merged;
  private Stretch current;

  Walk(Plan plan, View view) {
    this.plan = plan;
    this.view = view;
    this.ranges = (plan.backwards() ? plan.ranges().reversed() : plan.ranges()).iterator();
    Comparator<Stretch> order = Stretch::compareBehindPrefix;
    this.merged = new PriorityQueue<>(plan.backwards() ? order.reversed() : order);
    if (plan.order() == Plan.Order.MERGE) {
      while (ranges.hasNext()) {
        comeBack(new Stretch(ranges.next()));
      }
    }
  }

  /** Goes on to the next entry; false if there is none. */
  boolean next() {
    if (plan.order() == Plan.Order.MERGE) {
      if (current != null) {
        comeBack(current);
      }
      current = merged.poll();
      return current != null;
    }
    while (current == null || !current.next()) {
      if (!ranges.hasNext()) {
        return false;
      }
      current = new Stretch(ranges.next());
    }
    return true;
  }

  private void comeBack(Stretch stretch) {
    if (stretch.next()) {
      merged.add(stretch);
    }
  }

  byte[] key() {
    return current.key;
  }

  byte[] value() {
    return current.cursor.getValue();
  }

  /** One range, from its first entry to its last, or the other way. */
  private final class Stretch {

    private final KeyRange range;
    private final Cursor<byte[], byte[]> cursor;
    private byte[] key = Bytes.EMPTY;

    Stretch(KeyRange range) {
      this.range = range;
      this.cursor = view.cursor(plan.backwards() ? range.to() : range.from(), plan.backwards());
    }

    boolean next() {
      while (cursor.hasNext()) {
        key = cursor.next();
        if (plan.backwards() && range.isBefore(key)) {
          continue;
        }
        return !range.isBefore(key) && !range.isAfter(key);
      }
      return false;
    }

    int compareBehindPrefix(Stretch other) {
      return Arrays.compareUnsigned(
          key, range.prefix(), key.length, other.key, other.range.prefix(), other.key.length);
    }
  }
}
