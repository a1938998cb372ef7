package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses, before a document is looked at, what the matcher does not know or would overlook in a
 * filter, a projection or a sort.
 */
final class QueryGuard {

  private static final Set<String> COMPARISONS =
      Set.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$exists", "$type");
  private static final Set<String> KNOWN_ELSEWHERE =
      Set.of(
          "$text",
          "$where",
          "$jsonSchema",
          "$near",
          "$nearSphere",
          "$geoWithin",
          "$geoIntersects",
          "$within",
          "$bitsAllSet",
          "$bitsAllClear",
          "$bitsAnySet",
          "$bitsAnyClear",
          "$sampleRate",
          "$rand");
  private static final String REGEX_OPTIONS = "imxsu";

  private QueryGuard() {}

  /** Checks a filter. */
  static void filter(Document filter) {
    filter.forEach(
        (key, value) -> {
          if (key.startsWith("$")) {
            topLevel(key, value);
          } else {
            condition(key, value);
          }
        });
  }

  private static void topLevel(String operator, Object value) {
    switch (operator) {
      case "$and", "$or", "$nor" -> {
        if (!(value instanceof List<?> parts) || parts.isEmpty()) {
          throw Errors.badValue(operator + " must be a nonempty array");
        }
        for (Object part : parts) {
          if (!(part instanceof Document document)) {
            throw Errors.badValue("$or/$and/$nor entries need to be full objects");
          }
          filter(document);
        }
      }
      case "$expr", "$comment" -> {}
      default -> {
        if (KNOWN_ELSEWHERE.contains(operator)) {
          throw Errors.notImplemented(operator);
        }
        throw Errors.badValue("unknown top level operator: " + operator);
      }
    }
  }

  /** Checks what a filter wants of one path. */
  static void condition(String path, Object value) {
    if (value instanceof BsonRegularExpression regex) {
      regexOptions(regex.getOptions());
    } else if (value instanceof Document document && document.containsKey("$regex")) {
      if (!Set.of("$regex", "$options").containsAll(document.keySet())) {
        throw Errors.notImplemented("$regex beside other operators on one field; use $and");
      }
      regexOptions(document.get("$options"));
    } else if (Filter.isOperators(value)) {
      ((Document) value).forEach((operator, operand) -> operator(path, operator, operand));
    }
  }

  private static void operator(String path, String operator, Object operand) {
    if (COMPARISONS.contains(operator)) {
      return;
    }
    switch (operator) {
      case "$in", "$nin" -> {
        if (!(operand instanceof List<?> values)) {
          throw Errors.badValue(operator + " needs an array");
        }
        if (values.stream().anyMatch(Filter::isOperators)) {
          throw Errors.badValue("cannot nest $ under " + operator);
        }
      }
      case "$all" -> {
        if (!(operand instanceof List<?> values)) {
          throw Errors.badValue("$all needs an array");
        }
        values.forEach(value -> condition(path, value));
      }
      case "$not" -> {
        if (!Filter.isOperators(operand) && !BsonRegularExpression.isRegularExpression(operand)) {
          throw Errors.badValue("$not needs a regex or a document");
        }
        condition(path, operand);
      }
      case "$elemMatch" -> {
        if (!(operand instanceof Document document)) {
          throw Errors.badValue("$elemMatch needs an Object");
        }
        if (Filter.isOperators(document)) {
          condition(path, document);
        } else {
          filter(document);
        }
      }
      case "$size" -> {
        if (!(operand instanceof Number)) {
          throw Errors.badValue("$size needs a number");
        }
      }
      case "$mod" -> {
        if (!(operand instanceof List<?> parts)
            || parts.size() != 2
            || !parts.stream().allMatch(Number.class::isInstance)) {
          throw Errors.badValue("malformed mod, needs to be an array of two numbers");
        }
      }
      default -> {
        if (KNOWN_ELSEWHERE.contains(operator)) {
          throw Errors.notImplemented(operator);
        }
        throw Errors.badValue("unknown operator: " + operator);
      }
    }
  }

  private static void regexOptions(Object options) {
    if (options != null
        && !options.toString().chars().allMatch(c -> REGEX_OPTIONS.indexOf(c) >= 0)) {
      throw Errors.badValue("invalid flag in regex options: " + options);
    }
  }

  /** Checks a projection of find or findAndModify. */
  static void projection(Document projection) {
    for (Map.Entry<String, Object> field : projection.entrySet()) {
      Object value = field.getValue();
      if (field.getKey().contains("$")) {
        throw Errors.notImplemented("positional projections ('" + field.getKey() + "')");
      }
      if (!(value instanceof Boolean) && !(value instanceof Number) && !isElements(value)) {
        throw Errors.notImplemented("computed projections ('" + field.getKey() + "')");
      }
    }
  }

  private static boolean isElements(Object value) {
    return value instanceof Document document
        && document.size() == 1
        && (document.containsKey("$elemMatch") || document.containsKey("$slice"));
  }

  /** Checks a sort. */
  static void sort(Document sort) {
    sort.forEach(
        (path, direction) -> {
          if (!(direction instanceof Number number)) {
            throw direction instanceof Document
                ? Errors.notImplemented("$meta sorts")
                : Errors.badValue("Illegal key in $sort specification: " + path);
          }
          if (Math.abs(number.doubleValue()) != 1) {
            throw Errors.badValue(
                "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
          }
        });
    if (sort.size() > 1 && sort.containsKey("$natural")) {
      throw Errors.badValue("Cannot include '$natural' in compound sort");
    }
  }
}
