package io.imprimatur.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** One run of a query over a collection whose lock is held. */
final class Search {

  /** Found documents are held up to this many bytes; beyond it they are read again when sent. */
  private static final long MOST_HELD = 32L * 1024 * 1024;

  private final MVMap<byte[], byte[]> documents;
  private final Filter filter;
  private final Document sort;
  private final Plan plan;
  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
  private int documentsExamined;
  private int keysExamined;
  private long held;

  /**
   * @param sort path to 1 or -1, in order of weight; empty: no order; {@code $natural} is the order
   *     of {@code _id}
   */
  Search(
      MVMap<byte[], byte[]> documents, List<OrderedIndex> indexes, Filter filter, Document sort) {
    this.documents = documents;
    this.filter = filter;
    this.sort = sort.containsKey("$natural") ? new Document("_id", sort.get("$natural")) : sort;
    this.plan = new Planner(filter, this.sort).choose(indexes);
  }

  Plan plan() {
    return plan;
  }

  int documentsExamined() {
    return documentsExamined;
  }

  int keysExamined() {
    return keysExamined;
  }

  /**
   * Finds what matches, in order.
   *
   * @param limit at most this many; 0: all
   */
  List<Hit> run(int skip, int limit) {
    if (sort.isEmpty() || plan.sorted()) {
      List<Hit> found = new ArrayList<>();
      int wanted = limit == 0 ? Integer.MAX_VALUE : Math.addExact(skip, limit);
      walk(
          null,
          hit -> {
            found.add(hit);
            return found.size() < wanted;
          });
      return List.copyOf(found.subList(Math.min(skip, found.size()), found.size()));
    }
    return limit == 0 ? sortAll(skip) : sortFirst(skip, limit);
  }

  private List<Hit> sortAll(int skip) {
    List<Hit> found = new ArrayList<>();
    walk(new SortKeys(sort), found::add);
    found.sort(Comparator.comparing(Hit::sortKey, Arrays::compareUnsigned));
    return List.copyOf(found.subList(Math.min(skip, found.size()), found.size()));
  }

  private List<Hit> sortFirst(int skip, int limit) {
    int wanted = Math.addExact(skip, limit);
    Comparator<Hit> order = Comparator.comparing(Hit::sortKey, Arrays::compareUnsigned);
    order = order.thenComparing(Hit::id, Arrays::compareUnsigned);
    PriorityQueue<Hit> first = new PriorityQueue<>(order.reversed());
    walk(
        new SortKeys(sort),
        hit -> {
          first.add(hit);
          if (first.size() > wanted) {
            Hit last = first.remove();
            held -= last.document() == null ? 0 : last.size();
          }
          return true;
        });
    List<Hit> found = new ArrayList<>(first);
    found.sort(order);
    return List.copyOf(found.subList(Math.min(skip, found.size()), found.size()));
  }

  private interface Taker {

    /** Returns whether to go on. */
    boolean take(Hit hit);
  }

  private void walk(SortKeys sortKeys, Taker taker) {
    MVMap<byte[], byte[]> map = plan.index() == null ? documents : plan.index().entries();
    Set<RecordKey> seen = plan.index() != null && plan.index().multikey() ? new HashSet<>() : null;
    List<KeyRange> ranges = plan.backwards() ? plan.ranges().reversed() : plan.ranges();
    for (KeyRange range : ranges) {
      Cursor<byte[], byte[]> cursor =
          plan.backwards()
              ? map.cursor(range.to(), null, true)
              : map.cursor(range.from(), null, false);
      while (cursor.hasNext()) {
        byte[] key = cursor.next();
        if (plan.backwards() && range.isBefore(key)) {
          continue;
        }
        if (range.isBefore(key) || range.isAfter(key)) {
          break;
        }
        keysExamined++;
        byte[] id = plan.index() == null ? key : cursor.getValue();
        if (seen != null && !seen.add(new RecordKey(id))) {
          continue;
        }
        byte[] bytes = plan.index() == null ? cursor.getValue() : documents.get(id);
        documentsExamined++;
        Document document = Bson.decode(bytes);
        if (!filter.matchesAll() && !matcher.matches(document, filter.residual())) {
          continue;
        }
        byte[] sortKey = sortKeys == null ? null : sortKeys.of(document);
        if (!taker.take(hit(id, sortKey, document, bytes.length))) {
          return;
        }
      }
    }
  }

  private Hit hit(byte[] id, byte[] sortKey, Document document, int size) {
    if (held + size > MOST_HELD) {
      return new Hit(id, sortKey, null, size);
    }
    held += size;
    return new Hit(id, sortKey, document, size);
  }
}
