package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A query as a list of conditions that must all hold. Conditions on one path are taken apart, since
 * in an array different elements may fulfil them; what an index can use is listed by path.
 */
final class Filter {

  /** One operator on one path. Everything that matches the query fulfils it. */
  record Condition(String operator, Object operand) {}

  private final Document residual;
  private final Map<String, List<Condition>> conditions = new LinkedHashMap<>();
  private final boolean onlyPoints;

  Filter(Document query) {
    List<Document> conjuncts = new ArrayList<>();
    collect(query, conjuncts);
    residual =
        switch (conjuncts.size()) {
          case 0 -> new Document();
          case 1 -> conjuncts.getFirst();
          default -> new Document("$and", conjuncts);
        };
    onlyPoints =
        conditions.size() == conjuncts.size()
            && conditions.values().stream().allMatch(Filter::isPoint);
  }

  /** Whether a path is held to values that stand in an index as they are compared. */
  private static boolean isPoint(List<Condition> conditions) {
    Condition only = conditions.getFirst();
    return conditions.size() == 1
        && switch (only.operator()) {
          case "$eq" -> isExact(only.operand());
          case "$in" -> ((Collection<?>) only.operand()).stream().allMatch(Filter::isExact);
          default -> false;
        };
  }

  /** Null is none of them: an index takes an empty array for a missing field below it. */
  private static boolean isExact(Object value) {
    return value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Instant
        || value instanceof ObjectId
        || value instanceof UUID;
  }

  /** The same query in the form the matcher takes. */
  Document residual() {
    return residual;
  }

  boolean matchesAll() {
    return residual.isEmpty();
  }

  /**
   * Whether the query holds so many paths to one value or one of several, and asks nothing else: an
   * index that is bound by all of them has no entry that doesn't match.
   */
  boolean isOnlyPoints(int paths) {
    return onlyPoints && conditions.size() == paths;
  }

  List<Condition> on(String path) {
    return conditions.getOrDefault(path, List.of());
  }

  private void collect(Document query, List<Document> conjuncts) {
    query.forEach(
        (key, value) -> {
          if (key.equals("$and")) {
            ((List<?>) value).forEach(part -> collect((Document) part, conjuncts));
          } else if (key.equals("$comment")) {
            return;
          } else if (key.startsWith("$")) {
            conjuncts.add(new Document(key, value));
          } else if (BsonRegularExpression.isRegularExpression(value)) {
            conjuncts.add(new Document(key, new Document("$type", "string")));
            conjuncts.add(new Document(key, value));
          } else if (isOperators(value)) {
            ((Document) value)
                .forEach(
                    (operator, operand) -> {
                      conjuncts.add(new Document(key, new Document(operator, operand)));
                      note(key, operator, operand);
                    });
          } else {
            conjuncts.add(new Document(key, value));
            note(key, "$eq", value);
          }
        });
  }

  private void note(String path, String operator, Object operand) {
    if (operator.equals("$elemMatch") && operand instanceof Document element) {
      element.forEach(
          (key, value) -> {
            if (key.startsWith("$")) {
              return;
            }
            String below = path + "." + key;
            if (!isOperators(value)) {
              note(below, "$eq", value);
            } else if (!BsonRegularExpression.isRegularExpression(value)) {
              ((Document) value).forEach((inner, innerOperand) -> note(below, inner, innerOperand));
            }
          });
    } else {
      conditions
          .computeIfAbsent(path, p -> new ArrayList<>())
          .add(new Condition(operator, operand));
    }
  }

  /** Whether a value of a query is made of operators, not a document to compare with. */
  static boolean isOperators(Object value) {
    return value instanceof Document document
        && !document.isEmpty()
        && document.keySet().iterator().next().startsWith("$")
        && !document.containsKey("$ref")
        && !document.containsKey("$id");
  }
}
