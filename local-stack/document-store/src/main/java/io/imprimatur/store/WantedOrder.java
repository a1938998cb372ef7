package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * The order a query asks for, and whether the keys of an index stand in it. A document that has
 * several values of a field stands under each of them, but its place in an order is that of the
 * least or greatest: so no order by such a field is taken from an index.
 */
record WantedOrder(List<IndexDefinition.Field> by) {

  private static final IndexDefinition.Field ID = IndexDefinition.ID.fields().getFirst();

  /** How an index gives the order. */
  record Given(Plan.Order order, boolean backwards) {

    private static final Given NOT = new Given(Plan.Order.NONE, false);
  }

  /** Which values of a field a walk meets. */
  private enum Values {
    ONE,
    SOME,
    ANY
  }

  /**
   * A field of an index, as a query narrows it.
   *
   * @param several whether a document may have several values of it
   */
  record Key(IndexDefinition.Field field, boolean several, Values values) {

    /** A field held to so many values, at the start of the key. */
    static Key of(IndexDefinition.Field field, boolean several, int points) {
      return new Key(field, several, points == 1 ? Values.ONE : Values.SOME);
    }

    static Key free(IndexDefinition.Field field, boolean several) {
      return new Key(field, several, Values.ANY);
    }

    private boolean isSame() {
      return values == Values.ONE && !several;
    }
  }

  static WantedOrder of(Document sort) {
    return new WantedOrder(
        sort.entrySet().stream()
            .map(
                entry ->
                    new IndexDefinition.Field(
                        entry.getKey(), ((Number) entry.getValue()).intValue() < 0))
            .toList());
  }

  /** Whether and how a walk over an index with these fields gives the order. */
  Given givenBy(List<Key> keys) {
    if (by.isEmpty()) {
      return Given.NOT;
    }
    // A field with the same value in all that is found orders nothing.
    List<IndexDefinition.Field> rest =
        by.stream()
            .filter(
                field ->
                    keys.stream()
                        .noneMatch(key -> key.isSame() && key.field().path().equals(field.path())))
            .toList();
    List<Key> all = new ArrayList<>(keys);
    all.removeIf(key -> key.values() == Values.ONE);
    // Entries of the same key stand in the order of _id.
    all.add(new Key(ID, false, Values.ANY));
    int walk = direction(rest, all);
    if (walk != 0) {
      return new Given(Plan.Order.WALK, walk < 0);
    }
    all.removeIf(key -> key.values() == Values.SOME);
    int merge = direction(rest, all);
    return merge == 0 ? Given.NOT : new Given(Plan.Order.MERGE, merge < 0);
  }

  /** 1 if the order is that of the keys, -1 if it is the opposite, 0 if neither. */
  private static int direction(List<IndexDefinition.Field> order, List<Key> keys) {
    int direction = 0;
    for (int i = 0; i < order.size(); i++) {
      IndexDefinition.Field wanted = order.get(i);
      if (i == keys.size() || keys.get(i).several()) {
        return 0;
      }
      IndexDefinition.Field field = keys.get(i).field();
      int here = field.descending() == wanted.descending() ? 1 : -1;
      if (!field.path().equals(wanted.path()) || direction == -here) {
        return 0;
      }
      direction = here;
      if (field.path().equals(ID.path())) {
        break;
      }
    }
    return direction == 0 ? 1 : direction;
  }
}
