package io.imprimatur.store;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * aggregate: the protocol core runs the stages; a {@code $match} at the start, with the {@code
 * $sort}, {@code $skip} and {@code $limit} behind it, becomes a search that uses indexes.
 */
final class Aggregations {

  private static final Set<String> STAGES =
      Set.of(
          "$match",
          "$skip",
          "$limit",
          "$sort",
          "$project",
          "$count",
          "$group",
          "$addFields",
          "$unwind",
          "$lookup",
          "$graphLookup",
          "$replaceRoot",
          "$sample",
          "$sortByCount",
          "$bucket",
          "$facet",
          "$unset",
          "$redact");
  private static final Set<String> KNOWN_ELSEWHERE =
      Set.of(
          "$set",
          "$replaceWith",
          "$out",
          "$merge",
          "$indexStats",
          "$collStats",
          "$currentOp",
          "$listSessions",
          "$geoNear",
          "$bucketAuto",
          "$unionWith",
          "$setWindowFields",
          "$densify",
          "$fill",
          "$documents",
          "$search",
          "$planCacheStats");

  private final Cursors cursors;

  Aggregations(Cursors cursors) {
    this.cursors = cursors;
  }

  Reply aggregate(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    List<Document> pipeline = args.documents("pipeline");
    pipeline.forEach(Aggregations::check);
    if (!args.has("cursor")) {
      throw Errors.failedToParse(
          "The 'cursor' option is required, except for aggregate with the explain argument");
    }
    ReadCommands.hint(catalog, namespace, args);
    Results results =
        catalog.read(namespace, collection -> run(collection, pipeline), Results.of(List.of()));
    Args cursor = new Args("cursor", args.document("cursor"));
    return Reply.of(
        cursors.first(namespace, results, cursor.number("batchSize", Cursors.FIRST_BATCH), false));
  }

  private static void check(Document stage) {
    if (stage.size() != 1) {
      throw new MongoServerError(
          40323, "A pipeline stage specification object must contain exactly one field.");
    }
    String name = stage.keySet().iterator().next();
    Object value = stage.get(name);
    if (name.equals("$changeStream")) {
      throw new MongoServerError(
          40573, "The $changeStream stage is only supported on replica sets");
    }
    if (KNOWN_ELSEWHERE.contains(name)) {
      throw Errors.notImplemented("the stage " + name);
    }
    if (!STAGES.contains(name)) {
      throw new MongoServerError(40324, "Unrecognized pipeline stage name: '" + name + "'");
    }
    if (name.equals("$match")) {
      QueryGuard.filter(object(name, value));
    } else if (name.equals("$sort")) {
      QueryGuard.sort(object(name, value));
    } else if (name.equals("$skip") || name.equals("$limit")) {
      new Args(name, stage).number(name, 0);
    } else if (name.equals("$facet")) {
      object(name, value)
          .forEach(
              (facet, stages) ->
                  new Args(facet, new Document(facet, stages))
                      .documents(facet)
                      .forEach(Aggregations::check));
    } else if (value instanceof Document lookup && lookup.get("pipeline") instanceof List<?>) {
      new Args(name, lookup).documents("pipeline").forEach(Aggregations::check);
    }
  }

  private static Document object(String stage, Object value) {
    if (value instanceof Document document) {
      return document;
    }
    throw Errors.failedToParse("the " + stage + " specification must be an object");
  }

  private static Results run(StoredCollection collection, List<Document> pipeline) {
    List<Document> rest = pipeline;
    Document filter = new Document();
    Document sort = new Document();
    int skip = 0;
    int limit = 0;
    if (startsWith(rest, "$match")) {
      filter = (Document) rest.getFirst().get("$match");
      rest = rest.subList(1, rest.size());
    }
    if (startsWith(rest, "$sort")) {
      sort = (Document) rest.getFirst().get("$sort");
      rest = rest.subList(1, rest.size());
    }
    if (startsWith(rest, "$skip")) {
      skip = new Args("$skip", rest.getFirst()).number("$skip", 0);
      rest = rest.subList(1, rest.size());
    }
    if (startsWith(rest, "$limit")) {
      limit = new Args("$limit", rest.getFirst()).number("$limit", 0);
      rest = rest.subList(1, rest.size());
    }
    if (isCount(rest)) {
      return count(collection.count(new Filter(filter), skip, limit), rest.getFirst());
    }
    List<Hit> hits = collection.find(new Filter(filter), sort, skip, limit);
    Stream<Document> found =
        hits.stream()
            .map(hit -> hit.document() == null ? collection.reread(hit.id()) : hit.document())
            .filter(document -> document != null);
    StoredDatabase database = (StoredDatabase) collection.getDatabase();
    Aggregation aggregation =
        Aggregation.fromPipeline(
            rest,
            name -> new StoredDatabase(name, database.catalog()),
            database,
            collection,
            NoopOplog.get());
    return Results.of(aggregation.runStages(found));
  }

  private static boolean startsWith(List<Document> pipeline, String stage) {
    return !pipeline.isEmpty() && pipeline.getFirst().containsKey(stage);
  }

  /** What drivers make of countDocuments: one group with the sum of ones. */
  private static boolean isCount(List<Document> pipeline) {
    return pipeline.size() == 1
        && pipeline.getFirst().get("$group") instanceof Document group
        && group.size() == 2
        && group.get("_id") instanceof Integer
        && new Document("$sum", 1).equals(group.get("n"));
  }

  private static Results count(int count, Document stage) {
    Document group = (Document) stage.get("$group");
    return Results.of(
        count == 0 ? List.of() : List.of(new Document("_id", group.get("_id")).append("n", count)));
  }
}
