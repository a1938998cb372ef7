package io.imprimatur.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands about databases, collections and indexes. */
final class CatalogCommands {

  private final Engine engine;
  private final Cursors cursors;

  CatalogCommands(Engine engine, Cursors cursors) {
    this.engine = engine;
    this.cursors = cursors;
  }

  Reply create(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    if (catalog.find(namespace) != null) {
      throw Errors.namespaceExists(namespace.toString());
    }
    catalog.create(namespace);
    return Reply.written(new Document());
  }

  Reply drop(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    int indexes =
        catalog.read(namespace, collection -> ReadCommands.definitions(collection).size(), 0);
    if (!catalog.drop(namespace)) {
      throw Errors.namespaceNotFound("ns not found");
    }
    return Reply.written(new Document("nIndexesWas", indexes).append("ns", namespace.toString()));
  }

  Reply dropDatabase(Catalog catalog, String database, Args args) {
    List<Namespace> namespaces = catalog.collections(database);
    namespaces.forEach(catalog::drop);
    return Reply.written(namespaces.isEmpty() ? new Document() : new Document("dropped", database));
  }

  Reply createIndexes(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    List<IndexDefinition> wanted =
        args.documents("indexes").stream().map(IndexGuard::check).toList();
    boolean created = catalog.find(namespace) == null;
    Document reply =
        catalog.write(
            namespace,
            collection -> {
              int before = ReadCommands.definitions(collection).size();
              for (IndexDefinition definition : wanted) {
                if (!definition.key().equals(IndexDefinition.ID.key())) {
                  catalog.createIndex(collection, definition);
                }
              }
              int after = ReadCommands.definitions(collection).size();
              Document counts =
                  new Document("numIndexesBefore", before).append("numIndexesAfter", after);
              if (before == after) {
                counts.append("note", "all indexes already exist");
              }
              return counts;
            });
    return Reply.written(reply.append("createdCollectionAutomatically", created));
  }

  Reply listIndexes(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    List<Document> indexes =
        catalog.read(
            namespace,
            collection ->
                ReadCommands.definitions(collection).stream()
                    .map(IndexDefinition::toDocument)
                    .toList(),
            null);
    if (indexes == null) {
      throw Errors.namespaceNotFound("ns does not exist: " + namespace);
    }
    return list(namespace, indexes, args);
  }

  Reply dropIndexes(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    Object wanted = args.fields().get("index");
    Integer before =
        catalog.read(
            namespace,
            collection -> {
              int count = ReadCommands.definitions(collection).size();
              matching(collection, wanted).forEach(index -> catalog.dropIndex(collection, index));
              return count;
            },
            null);
    if (before == null) {
      throw Errors.namespaceNotFound("ns not found " + namespace);
    }
    return Reply.written(new Document("nIndexesWas", before));
  }

  private static List<OrderedIndex> matching(StoredCollection collection, Object wanted) {
    List<OrderedIndex> indexes = collection.indexes().ordered();
    if ("*".equals(wanted)) {
      return List.copyOf(indexes);
    }
    if (IndexDefinition.ID_NAME.equals(wanted) || IndexDefinition.ID.key().equals(wanted)) {
      throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
    }
    if (wanted instanceof List<?> names) {
      List<OrderedIndex> all = new ArrayList<>();
      names.forEach(name -> all.addAll(matching(collection, name)));
      return all;
    }
    List<OrderedIndex> found =
        indexes.stream()
            .filter(
                index ->
                    index.definition().name().equals(wanted)
                        || index.definition().key().equals(wanted))
            .toList();
    if (found.isEmpty()) {
      throw Errors.indexNotFound("index not found with name [" + wanted + "]");
    }
    return found;
  }

  Reply listCollections(Catalog catalog, String database, Args args) {
    Document filter = args.document("filter");
    QueryGuard.filter(filter);
    List<Document> collections =
        catalog.collections(database).stream()
            .map(CatalogCommands::description)
            .filter(description -> new DefaultQueryMatcher().matches(description, filter))
            .toList();
    return list(new Namespace(database, "$cmd.listCollections"), collections, args);
  }

  private static Document description(Namespace namespace) {
    return new Document("name", namespace.collection())
        .append("type", "collection")
        .append("options", new Document())
        .append("info", new Document("readOnly", false))
        .append("idIndex", IndexDefinition.ID.toDocument());
  }

  Reply listDatabases(Catalog catalog, String database, Args args) {
    Document filter = args.document("filter");
    QueryGuard.filter(filter);
    List<Document> databases =
        catalog.databases().keySet().stream()
            .map(name -> new Document("name", name).append("sizeOnDisk", 0L).append("empty", false))
            .filter(description -> new DefaultQueryMatcher().matches(description, filter))
            .toList();
    return Reply.of(new Document("databases", databases).append("totalSize", engine.fileSize()));
  }

  Reply collStats(Catalog catalog, String database, Args args) {
    Namespace namespace = new Namespace(database, args.collection());
    Document stats =
        catalog.read(
            namespace,
            collection ->
                new Document("count", collection.count())
                    .append("nindexes", ReadCommands.definitions(collection).size())
                    .append("docsExamined", collection.documentsExamined()),
            new Document("count", 0).append("nindexes", 0));
    return Reply.of(new Document("ns", namespace.toString()).append("size", 0).appendAll(stats));
  }

  Reply dbStats(Catalog catalog, String database, Args args) {
    List<Namespace> namespaces = catalog.collections(database);
    int objects = 0;
    int indexes = 0;
    for (Namespace namespace : namespaces) {
      objects += catalog.read(namespace, StoredCollection::count, 0);
      indexes +=
          catalog.read(namespace, collection -> ReadCommands.definitions(collection).size(), 0);
    }
    return Reply.of(
        new Document("db", database)
            .appendAll(
                Map.of("collections", namespaces.size(), "objects", objects, "indexes", indexes))
            .append("fileSize", engine.fileSize()));
  }

  private Reply list(Namespace namespace, List<Document> documents, Args args) {
    Args cursor = new Args("cursor", args.document("cursor"));
    return Reply.of(
        cursors.first(
            namespace,
            Results.of(documents),
            cursor.number("batchSize", Integer.MAX_VALUE),
            false));
  }
}
