package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** find, count, distinct, getMore, killCursors and explain. */
final class ReadCommands {

  private final Cursors cursors;

  ReadCommands(Cursors cursors) {
    this.cursors = cursors;
  }

  Reply find(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    Query query = query(catalog, namespace, args);
    Results results =
        catalog.read(namespace, collection -> results(collection, query), Results.of(List.of()));
    return Reply.of(
        cursors.first(
            namespace,
            results,
            args.number("batchSize", Cursors.FIRST_BATCH),
            args.flag("singleBatch", false) || query.single()));
  }

  private record Query(
      Filter filter, Document sort, Document projection, int skip, int limit, boolean single) {}

  private static Query query(Catalog catalog, Namespace namespace, Args args) {
    Document filter = args.document("filter");
    Document sort = args.document("sort");
    Document projection = args.document("projection");
    QueryGuard.filter(filter);
    QueryGuard.sort(sort);
    QueryGuard.projection(projection);
    hint(catalog, namespace, args);
    Object limit = args.fields().get("limit");
    boolean single = limit instanceof Number number && number.longValue() < 0;
    int most = single ? Math.abs(((Number) limit).intValue()) : args.number("limit", 0);
    return new Query(new Filter(filter), sort, projection, args.number("skip", 0), most, single);
  }

  /** A hint changes no result; here it changes nothing, but one for no index is refused. */
  static void hint(Catalog catalog, Namespace namespace, Args args) {
    Object hint = args.fields().get("hint");
    if (hint == null || Objects.equals(hint, new Document())) {
      return;
    }
    boolean known =
        catalog.read(
            namespace,
            collection ->
                definitions(collection).stream()
                    .anyMatch(
                        index ->
                            index.name().equals(hint)
                                || hint instanceof Document key
                                    && (key.containsKey("$natural") || index.key().equals(key))),
            true);
    if (!known) {
      throw Errors.badValue("hint provided does not correspond to an existing index");
    }
  }

  static List<IndexDefinition> definitions(StoredCollection collection) {
    List<IndexDefinition> definitions = new ArrayList<>();
    definitions.add(IndexDefinition.ID);
    collection.indexes().ordered().forEach(index -> definitions.add(index.definition()));
    return definitions;
  }

  private static Results results(StoredCollection collection, Query query) {
    List<Hit> hits = collection.find(query.filter(), query.sort(), query.skip(), query.limit());
    return new Results(
        hits.stream().map(hit -> document(collection, hit, query.projection())).iterator());
  }

  private static Results.Sized document(StoredCollection collection, Hit hit, Document projection) {
    Document document = hit.document() == null ? collection.reread(hit.id()) : hit.document();
    return document == null
        ? null
        : new Results.Sized(collection.project(document, projection), hit.size());
  }

  Reply count(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    Document filter = args.document("query");
    QueryGuard.filter(filter);
    hint(catalog, namespace, args);
    int skip = args.number("skip", 0);
    int limit = args.number("limit", 0);
    int count =
        catalog.read(namespace, collection -> collection.count(new Filter(filter), skip, limit), 0);
    return Reply.of(new Document("n", count));
  }

  Reply distinct(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    String key = args.text("key");
    Document filter = args.document("query");
    QueryGuard.filter(filter);
    return catalog.read(
        namespace,
        collection ->
            Reply.of(collection.handleDistinct(new Document("key", key).append("query", filter))),
        Reply.of(new Document("values", List.of())));
  }

  Reply getMore(Catalog catalog, String database, Args args) {
    if (!(args.fields().get("getMore") instanceof Long id)) {
      throw Errors.typeMismatch("Field 'getMore' must be of type long");
    }
    Namespace namespace = new Namespace(database, args.text("collection"));
    int batchSize = args.number("batchSize", 0);
    return Reply.of(cursors.next(id, namespace, batchSize == 0 ? Integer.MAX_VALUE : batchSize));
  }

  Reply killCursors(Catalog catalog, String database, Args args) {
    List<Object> killed = new ArrayList<>();
    List<Object> unknown = new ArrayList<>();
    for (Object id : args.list("cursors")) {
      boolean found = id instanceof Long number && cursors.kill(number);
      (found ? killed : unknown).add(id);
    }
    return Reply.of(
        new Document("cursorsKilled", killed)
            .append("cursorsNotFound", unknown)
            .append("cursorsAlive", List.of())
            .append("cursorsUnknown", List.of()));
  }

  /** Runs a find or count and tells how: stage, index, keys and documents looked at. */
  Reply explain(Catalog catalog, String database, Args args) {
    Document explained = args.document("explain");
    String command = explained.keySet().stream().findFirst().orElse("");
    if (!command.equals("find")) {
      throw Errors.notImplemented("explain of '" + command + "'");
    }
    CommandTable.FIND.check("find", explained);
    Args inner = new Args("find", explained);
    Namespace namespace = new Namespace(database, inner.collection());
    Query query = query(catalog, namespace, inner);
    return catalog.read(
        namespace,
        collection -> Reply.of(explained(collection, namespace, query)),
        Reply.of(
            new Document(
                "queryPlanner",
                new Document("namespace", namespace.toString())
                    .append("winningPlan", new Document("stage", "EOF")))));
  }

  private static Document explained(StoredCollection collection, Namespace namespace, Query query) {
    Search search = collection.search(query.filter(), query.sort(), query.skip(), query.limit());
    int found = search.run().size();
    Plan plan = search.plan();
    Document stage = new Document("stage", plan.scansCollection() ? "COLLSCAN" : "IXSCAN");
    if (!plan.scansCollection()) {
      stage.append("indexName", plan.indexName());
      stage.append("direction", plan.backwards() ? "backward" : "forward");
      stage = new Document("stage", "FETCH").append("inputStage", stage);
    }
    if (!query.sort().isEmpty() && !plan.sorted()) {
      stage = new Document("stage", "SORT").append("inputStage", stage);
    }
    return new Document(
            "queryPlanner",
            new Document("namespace", namespace.toString()).append("winningPlan", stage))
        .append(
            "executionStats",
            new Document(
                Map.of(
                    "executionSuccess",
                    true,
                    "nReturned",
                    found,
                    "totalKeysExamined",
                    plan.scansCollection() ? 0 : search.keysExamined(),
                    "totalDocsExamined",
                    search.documentsExamined())));
  }
}
