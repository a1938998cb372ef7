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
import org.h2.mvstore.MVMap;

/**
 * One run of a query over a collection as it was when the search was made. It is made while the
 * collection's lock is held; it runs without, so that nobody waits for it.
 */
final class Search {

  /** Found documents are held up to this many bytes; beyond it they are read again when sent. */
  private static final long MOST_HELD = 32L * 1024 * 1024;

  private final View documents;
  private final View entries;
  private final Filter filter;
  private final Document sort;
  private final int skip;
  private final int limit;
  private final Plan plan;
  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
  private int documentsExamined;
  private int keysExamined;
  private long held;
  private long counted = -1;

  /**
   * @param sort path to 1 or -1, in order of weight; empty: no order; {@code $natural} is the order
   *     of {@code _id}
   * @param limit at most this many; 0: all
   */
  Search(
      MVMap<byte[], byte[]> documents,
      List<OrderedIndex> indexes,
      Filter filter,
      Document sort,
      int skip,
      int limit) {
    this.filter = filter;
    this.sort = sort.containsKey("$natural") ? new Document("_id", sort.get("$natural")) : sort;
    this.skip = skip;
    this.limit = limit;
    this.plan = new Planner(filter, this.sort, wanted()).choose(indexes, documents);
    this.documents = new View(documents);
    this.entries = plan.index() == null ? this.documents : new View(plan.index().entries());
  }

  private int wanted() {
    return limit == 0 ? 0 : Math.addExact(skip, limit);
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

  /** Finds what matches, in order. */
  List<Hit> run() {
    if (!sort.isEmpty() && !plan.sorted()) {
      return limit == 0 ? sortAll() : sortFirst();
    }
    List<Hit> found = new ArrayList<>();
    walk(
        null,
        hit -> {
          found.add(hit);
          return found.size() != wanted();
        });
    return behindSkipped(found);
  }

  private List<Hit> behindSkipped(List<Hit> found) {
    return List.copyOf(found.subList(Math.min(skip, found.size()), found.size()));
  }

  private List<Hit> sortAll() {
    List<Hit> found = new ArrayList<>();
    walk(new SortKeys(sort), found::add);
    found.sort(Comparator.comparing(Hit::sortKey, Arrays::compareUnsigned));
    return behindSkipped(found);
  }

  private List<Hit> sortFirst() {
    Comparator<Hit> order = Comparator.comparing(Hit::sortKey, Arrays::compareUnsigned);
    order = order.thenComparing(Hit::id, Arrays::compareUnsigned);
    PriorityQueue<Hit> first = new PriorityQueue<>(order.reversed());
    walk(
        new SortKeys(sort),
        hit -> {
          first.add(hit);
          if (first.size() > wanted()) {
            Hit last = first.remove();
            held -= last.document() == null ? 0 : last.size();
          }
          return true;
        });
    List<Hit> found = new ArrayList<>(first);
    found.sort(order);
    return behindSkipped(found);
  }

  /**
   * Reckons at once what {@link #count} will give, where the ranges of the plan say it. Call this
   * while the collection's lock is held.
   */
  Search counting(MVMap<byte[], byte[]> all) {
    if (isCovered() && !plan.repeats()) {
      counted = plan.entries(all);
    }
    return this;
  }

  /** Whether the ranges of the plan hold what matches, and nothing else. */
  private boolean isCovered() {
    return filter.isOnlyPoints(plan.points());
  }

  /** How many match. No document is looked at where the ranges of the plan say it. */
  int count() {
    if (!isCovered()) {
      return run().size();
    }
    if (counted < 0) {
      Walk walk = new Walk(plan, entries);
      Set<RecordKey> ids = new HashSet<>();
      while (walk.next()) {
        ids.add(new RecordKey(plan.index() == null ? walk.key() : walk.value()));
      }
      counted = ids.size();
    }
    long left = Math.max(0, counted - skip);
    return Math.toIntExact(limit == 0 ? left : Math.min(left, limit));
  }

  private interface Taker {

    /** Returns whether to go on. */
    boolean take(Hit hit);
  }

  private void walk(SortKeys sortKeys, Taker taker) {
    Walk walk = new Walk(plan, entries);
    Set<RecordKey> seen = plan.repeats() ? new HashSet<>() : null;
    while (walk.next()) {
      keysExamined++;
      byte[] id = plan.index() == null ? walk.key() : walk.value();
      if (seen != null && !seen.add(new RecordKey(id))) {
        continue;
      }
      byte[] bytes = plan.index() == null ? walk.value() : documents.get(id);
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

  private Hit hit(byte[] id, byte[] sortKey, Document document, int size) {
    if (held + size > MOST_HELD) {
      return new Hit(id, sortKey, null, size);
    }
    held += size;
    return new Hit(id, sortKey, document, size);
  }
}
