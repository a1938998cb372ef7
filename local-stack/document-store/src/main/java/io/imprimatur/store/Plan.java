package io.imprimatur.store;

import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * How a query is run.
 *
 * @param index the index to walk; null: the documents themselves, which stand in order of {@code
 *     _id}
 * @param ranges in ascending order, without overlap
 * @param points how many fields at the start of the key are held to one value or one of several
 * @param order how the walk gives the order asked for
 * @param backwards in descending order of keys
 * @param score how much the plan narrows the walk; 0: every document is looked at
 */
record Plan(
    OrderedIndex index,
    List<KeyRange> ranges,
    int points,
    Order order,
    boolean backwards,
    int score) {

  /** How a walk gives the order that a query asks for. */
  enum Order {
    /** Not at all: what is found has to be sorted. */
    NONE,
    /** Range after range. */
    WALK,
    /** All ranges at once, merged by what stands behind their prefixes. */
    MERGE
  }

  static final Plan ALL = new Plan(null, List.of(KeyRange.ALL), 0, Order.NONE, false, 0);

  String indexName() {
    return index == null ? IndexDefinition.ID_NAME : index.definition().name();
  }

  /** A walk over every document of the collection. */
  boolean scansCollection() {
    return index == null && score == 0;
  }

  boolean sorted() {
    return order != Order.NONE;
  }

  /** Whether the walk may meet a document more than once. */
  boolean repeats() {
    return index != null && index.multikey();
  }

  /** How many entries the walk has, to its end. */
  long entries(MVMap<byte[], byte[]> documents) {
    MVMap<byte[], byte[]> map = index == null ? documents : index.entries();
    return ranges.stream().mapToLong(range -> range.count(map)).sum();
  }
}
