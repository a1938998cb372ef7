package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses updates that the protocol core does not know or would carry out differently. */
final class UpdateGuard {

  private static final Set<String> OPERATORS =
      Set.of(
          "$set",
          "$unset",
          "$setOnInsert",
          "$inc",
          "$mul",
          "$min",
          "$max",
          "$rename",
          "$currentDate",
          "$push",
          "$addToSet",
          "$pull",
          "$pullAll",
          "$pop");
  private static final Set<String> PUSH_MODIFIERS = Set.of("$each", "$slice", "$sort", "$position");
  private static final Pattern IDENTIFIER = Pattern.compile("\\$\\[([^\\]]*)]");

  private UpdateGuard() {}

  /** Whether the update is a whole document, not made of operators. */
  static boolean isReplacement(Document update) {
    return update.keySet().stream().noneMatch(key -> key.startsWith("$"));
  }

  /**
   * Checks an update.
   *
   * @return it, as a document
   */
  static Document check(Object given, List<?> arrayFilters, boolean multi) {
    if (given instanceof List) {
      throw Errors.notImplemented("updates given as an aggregation pipeline");
    }
    if (!(given instanceof Document update)) {
      throw Errors.failedToParse("Update argument must be either an object or an array");
    }
    if (isReplacement(update)) {
      if (multi) {
        throw Errors.failedToParse("multi update is not supported for replacement-style update");
      }
      if (!arrayFilters.isEmpty()) {
        throw Errors.failedToParse("arrayFilters may not be specified for a replacement");
      }
      return update;
    }
    update.forEach((operator, change) -> operator(operator, change, arrayFilters));
    arrayFilters.forEach(UpdateGuard::arrayFilter);
    return update;
  }

  private static void operator(String operator, Object change, List<?> arrayFilters) {
    if (operator.equals("$bit")) {
      throw Errors.notImplemented("$bit");
    }
    if (!OPERATORS.contains(operator)) {
      throw Errors.failedToParse(
          "Unknown modifier: "
              + operator
              + ". Expected a valid update modifier or pipeline-style update specified as an array");
    }
    if (!(change instanceof Document fields)) {
      throw Errors.failedToParse(
          "Modifiers operate on fields but we found another type instead: {" + operator + ": ...}");
    }
    fields.forEach(
        (path, value) -> {
          path(path, arrayFilters);
          switch (operator) {
            case "$push" -> each(operator, value, PUSH_MODIFIERS);
            case "$addToSet" -> each(operator, value, Set.of("$each"));
            case "$pull" -> pull(path, value);
            default -> {}
          }
        });
  }

  private static void path(String path, List<?> arrayFilters) {
    if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw new MongoServerError(
          56,
          "EmptyFieldName",
          "The update path '" + path + "' contains an empty field name, which is not allowed.");
    }
    boolean filtered = false;
    Matcher identifiers = IDENTIFIER.matcher(path);
    while (identifiers.find()) {
      String name = identifiers.group(1);
      filtered = true;
      if (!name.isEmpty() && arrayFilters.stream().noneMatch(filter -> isFor(name, filter))) {
        throw Errors.badValue(
            "No array filter found for identifier '" + name + "' in path '" + path + "'");
      }
    }
    List<String> parts = List.of(path.split("\\."));
    if ((filtered || !arrayFilters.isEmpty()) && parts.contains("$")) {
      throw Errors.notImplemented("the positional operator $ beside array filters");
    }
    if (parts.getFirst().equals("$")) {
      throw Errors.badValue("Cannot have positional (i.e. '$') element in the first position");
    }
  }

  private static boolean isFor(String identifier, Object filter) {
    return filter instanceof Document document
        && document.keySet().stream()
            .anyMatch(key -> key.equals(identifier) || key.startsWith(identifier + "."));
  }

  private static void arrayFilter(Object filter) {
    if (!(filter instanceof Document document)) {
      throw Errors.typeMismatch("arrayFilters must be an array of objects");
    }
    QueryGuard.filter(document);
  }

  private static void each(String operator, Object value, Set<String> modifiers) {
    if (!Filter.isOperators(value)) {
      return;
    }
    Document clauses = (Document) value;
    for (String clause : clauses.keySet()) {
      if (!modifiers.contains(clause)) {
        throw Errors.badValue("Unrecognized clause in " + operator + ": " + clause);
      }
    }
    if (!(clauses.get("$each") instanceof List)) {
      throw Errors.badValue(
          "The argument to $each in " + operator + " must be an array and must be given");
    }
    if (clauses.get("$position") instanceof Number position && position.longValue() < 0) {
      throw Errors.notImplemented("a negative $position");
    }
  }

  private static void pull(String path, Object value) {
    if (Filter.isOperators(value)) {
      QueryGuard.condition(path, value);
    } else if (value instanceof Document conditions) {
      QueryGuard.filter(conditions);
    }
  }
}
