package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;

/**
 * Chooses the index that narrows a query most, and that gives its order where two are equal. Where
 * only the first documents of an order are wanted, an index that gives the order may be better than
 * one that narrows: see {@link #looksAtFarFewer}.
 */
final class Planner {

  /** More single keys than this are not worked out from {@code $in} lists. */
  private static final int MOST_RANGES = 2_000;

  private static final int UNIQUE_KEY = 10_000;
  private static final int EQUAL_FIELD = 10;
  private static final int RANGE = 5;
  private static final int ORDER = 4;

  /** Matches seldom lie as evenly as the reckoning takes them to, so it has to be far better. */
  private static final double FAR_FEWER = 10;

  private final Filter filter;
  private final WantedOrder order;
  private final int wanted;

  /**
   * @param sort the order as of a validated query: path and 1 or -1
   * @param wanted how many documents from the first on; 0: all
   */
  Planner(Filter filter, Document sort, int wanted) {
    this.filter = filter;
    this.order = WantedOrder.of(sort);
    this.wanted = wanted;
  }

  Plan choose(List<OrderedIndex> indexes, MVMap<byte[], byte[]> documents) {
    Plan best = Plan.ALL;
    Plan ordered = null;
    for (Plan plan : plans(indexes)) {
      best = plan.score() > best.score() ? plan : best;
      if (plan.sorted() && (ordered == null || plan.score() > ordered.score())) {
        ordered = plan;
      }
    }
    boolean choice = wanted > 0 && ordered != null && !best.sorted();
    return choice && looksAtFarFewer(ordered, best, documents) ? ordered : best;
  }

  private List<Plan> plans(List<OrderedIndex> indexes) {
    List<Plan> plans = new ArrayList<>();
    plans.add(plan(IndexDefinition.ID, null));
    for (OrderedIndex index : indexes) {
      Plan plan = plan(index.definition(), index);
      if (plan != null) {
        plans.add(plan);
      }
    }
    return plans;
  }

  /**
   * The plan that narrows looks at all it leaves, for any of them may come first. The one with the
   * order stops when it has enough: if what the other one leaves lies evenly in it, it meets one
   * such document in every {@code entries / left}.
   */
  private boolean looksAtFarFewer(Plan ordered, Plan narrow, MVMap<byte[], byte[]> documents) {
    double left = narrow.entries(documents);
    double entries = ordered.entries(documents);
    return FAR_FEWER * wanted * Math.max(1, entries / left) < left;
  }

  private Plan plan(IndexDefinition definition, OrderedIndex index) {
    boolean multikey = index != null && index.multikey();
    List<IndexDefinition.Field> fields = definition.fields();
    List<byte[]> prefixes = new ArrayList<>(List.of(Bytes.EMPTY));
    List<WantedOrder.Key> keys = new ArrayList<>();
    boolean excludesMissing = false;
    int equal = 0;
    KeyRange range = null;
    for (int i = 0; i < fields.size(); i++) {
      IndexDefinition.Field field = fields.get(i);
      if (multikey && sharesArray(fields, i)) {
        break;
      }
      boolean several = index != null && index.multikey(i);
      List<Filter.Condition> conditions = filter.on(field.path());
      Collection<?> points = points(conditions);
      if (points != null && prefixes.size() * points.size() <= MOST_RANGES) {
        prefixes = cross(prefixes, points, field.descending());
        keys.add(WantedOrder.Key.of(field, several, points.size()));
        excludesMissing |= !points.contains(null);
        equal++;
        continue;
      }
      range = KeyRange.of(conditions, field.descending(), several);
      excludesMissing |= range != null;
      break;
    }
    if (definition.sparse() && !excludesMissing) {
      return null;
    }
    for (int i = equal; i < fields.size(); i++) {
      keys.add(WantedOrder.Key.free(fields.get(i), index != null && index.multikey(i)));
    }
    WantedOrder.Given given = order.givenBy(keys);
    int score = equal * EQUAL_FIELD + (range == null ? 0 : RANGE);
    score += given.order() == Plan.Order.NONE ? 0 : ORDER;
    if (definition.unique() && equal == fields.size()) {
      score += UNIQUE_KEY;
    }
    return new Plan(index, ranges(prefixes, range), equal, given.order(), given.backwards(), score);
  }

  /** Whether a field runs through the same array as one before it; they are not bound together. */
  private static boolean sharesArray(List<IndexDefinition.Field> fields, int position) {
    String root = fields.get(position).root();
    return fields.subList(0, position).stream().anyMatch(field -> field.root().equals(root));
  }

  /** The only values a field can have, or null if it is not so narrowed. */
  private static Collection<?> points(List<Filter.Condition> conditions) {
    Collection<?> fewest = null;
    for (Filter.Condition condition : conditions) {
      Collection<?> points = null;
      if (condition.operator().equals("$eq") && KeyRange.isKey(condition.operand())) {
        points = Arrays.asList(condition.operand());
      } else if (condition.operator().equals("$in")
          && ((Collection<?>) condition.operand()).stream().allMatch(KeyRange::isKey)) {
        points = new ArrayList<>((Collection<?>) condition.operand());
      }
      if (points != null && (fewest == null || points.size() < fewest.size())) {
        fewest = points;
      }
    }
    return fewest;
  }

  private static List<byte[]> cross(
      List<byte[]> prefixes, Collection<?> points, boolean descending) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    points.forEach(point -> keys.add(KeyEncoder.encode(point, descending)));
    List<byte[]> longer = new ArrayList<>(prefixes.size() * keys.size());
    for (byte[] prefix : prefixes) {
      keys.forEach(key -> longer.add(Bytes.concat(prefix, key)));
    }
    return longer;
  }

  private static List<KeyRange> ranges(List<byte[]> prefixes, KeyRange range) {
    return prefixes.stream()
        .map(prefix -> range == null ? KeyRange.startingWith(prefix) : range.behind(prefix))
        .toList();
  }
}
