package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Chooses the index that narrows a query most, and that gives its order where two are equal. */
final class Planner {

  /** More single keys than this are not worked out from {@code $in} lists. */
  private static final int MOST_RANGES = 2_000;

  private static final int UNIQUE_KEY = 10_000;
  private static final int EQUAL_FIELD = 10;
  private static final int RANGE = 5;
  private static final int ORDER = 4;

  private final Filter filter;
  private final List<Map.Entry<String, Boolean>> order;

  /** Takes the order as of a validated query: path and 1 or -1. */
  Planner(Filter filter, Document sort) {
    this.filter = filter;
    this.order =
        sort.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey(), ((Number) entry.getValue()).intValue() < 0))
            .toList();
  }

  Plan choose(List<OrderedIndex> indexes) {
    Plan best = better(plan(IndexDefinition.ID, null), Plan.ALL);
    for (OrderedIndex index : indexes) {
      best = better(plan(index.definition(), index), best);
    }
    return best;
  }

  private static Plan better(Plan candidate, Plan best) {
    return candidate != null && candidate.score() > best.score() ? candidate : best;
  }

  private Plan plan(IndexDefinition definition, OrderedIndex index) {
    boolean multikey = index != null && index.multikey();
    List<IndexDefinition.Field> fields = definition.fields();
    List<byte[]> prefixes = new ArrayList<>(List.of(Bytes.EMPTY));
    boolean[] fixed = new boolean[fields.size()];
    boolean excludesMissing = false;
    int equal = 0;
    KeyRange range = null;
    for (int i = 0; i < fields.size(); i++) {
      IndexDefinition.Field field = fields.get(i);
      if (multikey && sharesArray(fields, i)) {
        break;
      }
      List<Filter.Condition> conditions = filter.on(field.path());
      Collection<?> points = points(conditions);
      if (points != null && prefixes.size() * points.size() <= MOST_RANGES) {
        prefixes = cross(prefixes, points, field.descending());
        fixed[i] = points.size() == 1;
        excludesMissing |= !points.contains(null);
        equal++;
        continue;
      }
      range = KeyRange.of(conditions, field.descending(), multikey);
      excludesMissing |= range != null;
      break;
    }
    if (definition.sparse() && !excludesMissing) {
      return null;
    }
    int direction = multikey ? 0 : direction(fields, fixed);
    int score = equal * EQUAL_FIELD + (range == null ? 0 : RANGE) + (direction == 0 ? 0 : ORDER);
    if (definition.unique() && equal == fields.size()) {
      score += UNIQUE_KEY;
    }
    return new Plan(index, ranges(prefixes, range), direction < 0, direction != 0, score);
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

  /** 1 if the walk gives the order, -1 if the walk backwards does, 0 if neither. */
  private int direction(List<IndexDefinition.Field> fields, boolean[] fixed) {
    int direction = 0;
    int field = 0;
    for (Map.Entry<String, Boolean> wanted : order) {
      while (field < fields.size()
          && fixed[field]
          && !fields.get(field).path().equals(wanted.getKey())) {
        field++;
      }
      if (field == fields.size() || !fields.get(field).path().equals(wanted.getKey())) {
        return 0;
      }
      if (!fixed[field]) {
        int here = fields.get(field).descending() == wanted.getValue() ? 1 : -1;
        if (direction != 0 && direction != here) {
          return 0;
        }
        direction = here;
      }
      field++;
    }
    return order.isEmpty() ? 0 : direction == 0 ? 1 : direction;
  }
}
