package io.imprimatur.store;

import java.util.List;

/**
 * How a query is run.
 *
 * @param index the index to walk; null: the documents themselves, which stand in order of {@code
 *     _id}
 * @param ranges in ascending order, without overlap
 * @param backwards from the last range to the first
 * @param sorted whether the walk already gives the order asked for
 * @param score how much the plan narrows the walk; 0: every document is looked at
 */
record Plan(
    OrderedIndex index, List<KeyRange> ranges, boolean backwards, boolean sorted, int score) {

  static final Plan ALL = new Plan(null, List.of(KeyRange.ALL), false, false, 0);

  String indexName() {
    return index == null ? IndexDefinition.ID_NAME : index.definition().name();
  }

  /** A walk over every document of the collection. */
  boolean scansCollection() {
    return index == null && score == 0;
  }
}
