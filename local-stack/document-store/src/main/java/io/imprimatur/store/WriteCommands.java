package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** insert, update, delete and findAndModify. */
final class WriteCommands {

  private static final CommandFields UPDATE =
      CommandFields.of("q", "u", "multi", "upsert", "arrayFilters", "hint")
          .refusing("collation", "c", "let", "sort");
  private static final CommandFields DELETE =
      CommandFields.of("q", "limit", "hint").refusing("collation", "let");

  private interface Statement {

    void run(int index);
  }

  /** Carries out statement after statement; in order, the first error ends it. */
  private static void each(int count, boolean ordered, Document reply, Statement statement) {
    List<Document> errors = new ArrayList<>();
    for (int i = 0; i < count && (errors.isEmpty() || !ordered); i++) {
      try {
        statement.run(i);
      } catch (MongoServerException e) {
        errors.add(writeError(i, e));
      }
    }
    if (!errors.isEmpty()) {
      reply.append("writeErrors", errors);
    }
  }

  private static Document writeError(int index, MongoServerException e) {
    Document error = new Document("index", index);
    if (e instanceof MongoServerError numbered) {
      error.append("code", numbered.getCode()).append("codeName", numbered.getCodeName());
    } else {
      error.append("code", 2).append("codeName", "BadValue");
    }
    return error.append("errmsg", e.getMessageWithoutErrorCode());
  }

  Reply insert(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    List<Document> documents = args.documents("documents");
    Document reply = new Document("n", 0);
    int[] inserted = {0};
    each(
        documents.size(),
        args.flag("ordered", true),
        reply,
        i -> {
          catalog.write(
              namespace,
              collection -> {
                collection.addDocument(documents.get(i));
                return null;
              });
          inserted[0]++;
        });
    reply.put("n", inserted[0]);
    return Reply.written(reply);
  }

  Reply update(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    List<Document> updates = args.documents("updates");
    Document reply = new Document();
    List<Document> upserted = new ArrayList<>();
    int[] counts = {0, 0};
    each(
        updates.size(),
        args.flag("ordered", true),
        reply,
        i -> {
          StoredCollection.Updated done = update(catalog, namespace, updates.get(i));
          counts[0] += done.matched() + (done.upserted() ? 1 : 0);
          counts[1] += done.modified();
          if (done.upserted()) {
            upserted.add(new Document("index", i).append("_id", done.upsertedId()));
          }
        });
    reply.append("n", counts[0]).append("nModified", counts[1]);
    if (!upserted.isEmpty()) {
      reply.append("upserted", upserted);
    }
    return Reply.written(reply);
  }

  private static StoredCollection.Updated update(
      Catalog catalog, Namespace namespace, Document statement) {
    UPDATE.check("update.updates", statement);
    Args args = new Args("update.updates", statement);
    Document query = args.document("q");
    QueryGuard.filter(query);
    List<?> arrayFilters = args.has("arrayFilters") ? args.list("arrayFilters") : List.of();
    boolean multi = args.flag("multi", false);
    Document update = UpdateGuard.check(statement.get("u"), arrayFilters, multi);
    boolean upsert = args.flag("upsert", false);
    ReadCommands.hint(catalog, namespace, args);
    if (!upsert && catalog.find(namespace) == null) {
      return new StoredCollection.Updated(0, 0, null, false);
    }
    return catalog.write(
        namespace, collection -> collection.update(query, update, arrayFilters, multi, upsert));
  }

  Reply delete(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    List<Document> deletes = args.documents("deletes");
    Document reply = new Document();
    int[] deleted = {0};
    each(
        deletes.size(),
        args.flag("ordered", true),
        reply,
        i -> {
          DELETE.check("delete.deletes", deletes.get(i));
          Args statement = new Args("delete.deletes", deletes.get(i));
          Document query = statement.document("q");
          QueryGuard.filter(query);
          ReadCommands.hint(catalog, namespace, statement);
          int limit = statement.number("limit", 0);
          deleted[0] += catalog.read(namespace, collection -> collection.delete(query, limit), 0);
        });
    reply.append("n", deleted[0]);
    return Reply.written(reply);
  }

  Reply findAndModify(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    Document query = args.document("query");
    Document sort = args.document("sort");
    Document fields = args.document("fields");
    QueryGuard.filter(query);
    QueryGuard.sort(sort);
    QueryGuard.projection(fields);
    ReadCommands.hint(catalog, namespace, args);
    Document command = new Document("query", query).append("sort", sort);
    if (!fields.isEmpty()) {
      command.append("fields", fields);
    }
    boolean remove = args.flag("remove", false);
    if (remove == args.has("update")) {
      throw Errors.failedToParse(
          remove
              ? "Cannot specify both an update and remove=true"
              : "Either an update or remove=true must be specified");
    }
    boolean upsert = args.flag("upsert", false);
    if (remove) {
      command.append("remove", true);
    } else {
      List<?> arrayFilters = args.has("arrayFilters") ? args.list("arrayFilters") : List.of();
      Document update = UpdateGuard.check(args.fields().get("update"), arrayFilters, false);
      command.putAll(
          Map.of(
              "update", update,
              "arrayFilters", arrayFilters,
              "upsert", upsert,
              "new", args.flag("new", false)));
    }
    if (!upsert && catalog.find(namespace) == null) {
      Document outcome = new Document("n", 0);
      if (!remove) {
        outcome.append("updatedExisting", false);
      }
      return Reply.written(new Document("lastErrorObject", outcome).append("value", null));
    }
    return Reply.written(catalog.write(namespace, collection -> collection.findAndModify(command)));
  }
}
