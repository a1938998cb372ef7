package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Set;

/**
 * What fields a command may have.
 *
 * @param known those that are carried out, or that change nothing about the result
 * @param refused those MongoDB knows and this store does not: refused unless they say nothing
 */
record CommandFields(Set<String> known, Set<String> refused) {

  private static final Set<String> GENERAL =
      Set.of(
          "$db",
          "lsid",
          "$clusterTime",
          "$readPreference",
          "maxTimeMS",
          "comment",
          "writeConcern",
          "readConcern");
  private static final Set<String> TRANSACTION =
      Set.of("txnNumber", "autocommit", "startTransaction");

  static final CommandFields ANY = new CommandFields(null, Set.of());

  static CommandFields of(String... known) {
    return new CommandFields(Set.of(known), Set.of());
  }

  CommandFields refusing(String... refused) {
    return new CommandFields(known, Set.of(refused));
  }

  /** Refuses a command with a field that would be overlooked. */
  void check(String command, Document fields) {
    for (String field : TRANSACTION) {
      if (fields.containsKey(field)) {
        throw Errors.illegalOperation(
            "Transaction numbers are only allowed on a replica set member or mongos");
      }
    }
    concerns(fields);
    if (known == null) {
      return;
    }
    fields.forEach(
        (field, value) -> {
          if (field.equals(command) || GENERAL.contains(field) || known.contains(field)) {
            return;
          }
          if (!refused.contains(field)) {
            throw Errors.unknownField(command, field);
          }
          if (!isHarmless(value)) {
            throw Errors.notImplemented("the option '" + field + "' of " + command);
          }
        });
  }

  private static void concerns(Document fields) {
    if (fields.get("readConcern") instanceof Document concern
        && concern.get("level") instanceof String level
        && !Set.of("local", "available", "majority").contains(level)) {
      throw Errors.notAReplicaSet(
          "node needs to be a replica set member to use readConcern " + level);
    }
    if (fields.get("writeConcern") instanceof Document concern
        && concern.get("w") instanceof Number w
        && w.intValue() > 1) {
      throw Errors.badValue("cannot use 'w' > 1 when a host is not replicated");
    }
  }

  /** Whether an option has a value that asks for nothing. */
  static boolean isHarmless(Object value) {
    return switch (value) {
      case null -> true;
      case Boolean bool -> !bool;
      case Document document ->
          document.isEmpty() || document.equals(new Document("locale", "simple"));
      default -> false;
    };
  }
}
