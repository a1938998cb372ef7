package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;

/** The fields of a command, with MongoDB's errors where they have the wrong type. */
record Args(String command, Document fields) {

  String collection() {
    return text(command);
  }

  boolean has(String field) {
    return fields.get(field) != null;
  }

  String text(String field) {
    if (fields.get(field) instanceof String value) {
      return value;
    }
    throw wrongType(field, "string");
  }

  Document document(String field) {
    Object value = fields.get(field);
    if (value == null) {
      return new Document();
    }
    if (value instanceof Document document) {
      return document;
    }
    throw wrongType(field, "object");
  }

  List<?> list(String field) {
    Object value = fields.get(field);
    if (value instanceof List<?> list) {
      return list;
    }
    throw value == null ? Errors.missingField(command, field) : wrongType(field, "array");
  }

  List<Document> documents(String field) {
    return list(field).stream()
        .map(
            element -> {
              if (element instanceof Document document) {
                return document;
              }
              throw wrongType(field, "array of objects");
            })
        .toList();
  }

  /** A number from 0 to 2147483647; the given one where the field is missing. */
  int number(String field, int ifMissing) {
    Object value = fields.get(field);
    if (value == null) {
      return ifMissing;
    }
    if (!(value instanceof Number number)) {
      throw wrongType(field, "number");
    }
    if (number.doubleValue() < 0) {
      throw new MongoServerError(
          51024, "BSON field '" + field + "' value must be >= 0, actual value '" + number + "'");
    }
    return (int) Math.min(number.longValue(), Integer.MAX_VALUE);
  }

  boolean flag(String field, boolean ifMissing) {
    Object value = fields.get(field);
    return switch (value) {
      case null -> ifMissing;
      case Boolean bool -> bool;
      case Number number -> number.doubleValue() != 0;
      default -> throw wrongType(field, "bool");
    };
  }

  private RuntimeException wrongType(String field, String expected) {
    return Errors.typeMismatch(
        "BSON field '"
            + command
            + "."
            + field
            + "' is the wrong type, expected type '"
            + expected
            + "'");
  }
}
