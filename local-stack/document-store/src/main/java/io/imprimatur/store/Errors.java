package io.imprimatur.store;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** The refusals of this store, with the numbers and names MongoDB gives them. */
final class Errors {

  private Errors() {}

  static MongoServerError badValue(String message) {
    return new MongoServerError(2, "BadValue", message);
  }

  static MongoServerError failedToParse(String message) {
    return new MongoServerError(9, "FailedToParse", message);
  }

  static MongoServerError typeMismatch(String message) {
    return new MongoServerError(14, "TypeMismatch", message);
  }

  static MongoServerError illegalOperation(String message) {
    return new MongoServerError(20, "IllegalOperation", message);
  }

  static MongoServerError namespaceNotFound(String message) {
    return new MongoServerError(26, "NamespaceNotFound", message);
  }

  static MongoServerError indexNotFound(String message) {
    return new MongoServerError(27, "IndexNotFound", message);
  }

  static MongoServerError cursorNotFound(long id) {
    return new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
  }

  static MongoServerError namespaceExists(String namespace) {
    return new MongoServerError(
        48, "NamespaceExists", "Collection already exists. NS: " + namespace);
  }

  static MongoServerError dottedField(String field) {
    return new MongoServerError(
        57, "DottedFieldName", "The dotted field '" + field + "' is not valid for storage.");
  }

  static MongoServerError commandNotFound(String command) {
    return new MongoServerError(59, "CommandNotFound", "no such command: '" + command + "'");
  }

  static MongoServerError cannotCreateIndex(String message) {
    return new MongoServerError(67, "CannotCreateIndex", message);
  }

  static MongoServerError invalidNamespace(String message) {
    return new MongoServerError(73, "InvalidNamespace", message);
  }

  static MongoServerError indexOptionsConflict(String message) {
    return new MongoServerError(85, "IndexOptionsConflict", message);
  }

  static MongoServerError indexKeySpecsConflict(String message) {
    return new MongoServerError(86, "IndexKeySpecsConflict", message);
  }

  static MongoServerError notAReplicaSet(String message) {
    return new MongoServerError(123, "NotAReplicaSet", message);
  }

  static MongoServerError parallelArrays(String first, String second) {
    return new MongoServerError(
        171,
        "CannotIndexParallelArrays",
        "cannot index parallel arrays [" + first + "] [" + second + "]");
  }

  /** Something MongoDB does and this store does not. */
  static MongoServerError notImplemented(String what) {
    return new MongoServerError(
        238, "NotImplemented", "The local document store does not support " + what);
  }

  static MongoServerError documentTooLarge(long size) {
    return new MongoServerError(
        10334,
        "BSONObjectTooLarge",
        "BSONObj size: " + size + " is invalid. Size must be between 0 and " + Bson.MAX_SIZE);
  }

  static MongoServerError outOfDiskSpace(String message) {
    return new MongoServerError(14031, "OutOfDiskSpace", message);
  }

  static MongoServerError unknownField(String command, String field) {
    return new MongoServerError(
        40415, "BSON field '" + command + "." + field + "' is an unknown field.");
  }

  static MongoServerError missingField(String command, String field) {
    return new MongoServerError(
        40414, "BSON field '" + command + "." + field + "' is missing but a required field");
  }
}
