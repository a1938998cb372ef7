package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/** Which databases, collections and indexes there are, and in which maps of the store they lie. */
final class Catalog {

  private static final int MOST_NAMESPACE_BYTES = 255;

  private final MVStore store;
  private final MVMap<String, byte[]> entries;
  private final Map<Namespace, StoredCollection> collections = new ConcurrentSkipListMap<>();

  Catalog(MVStore store) {
    this.store = store;
    this.entries =
        store.openMap(
            "catalog",
            new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    entries.forEach((name, bytes) -> open(Namespace.parse(name), Bson.decode(bytes)));
  }

  private void open(Namespace namespace, Document entry) {
    StoredCollection collection =
        new StoredCollection(
            new StoredDatabase(namespace.database(), this),
            namespace.collection(),
            map((String) entry.get("map")));
    for (Object index : (List<?>) entry.get("indexes")) {
      Document document = (Document) index;
      collection
          .indexes()
          .ordered()
          .add(new OrderedIndex(IndexDefinition.from(document), map((String) document.get("map"))));
    }
    collections.put(namespace, collection);
  }

  /** The collection, or null. */
  StoredCollection find(Namespace namespace) {
    return collections.get(namespace);
  }

  /**
   * Reads from a collection.
   *
   * @return what the action gives, or the value for a collection that is not there
   */
  <T> T read(Namespace namespace, Function<StoredCollection, T> action, T ifMissing) {
    StoredCollection collection = find(namespace);
    if (collection == null) {
      return ifMissing;
    }
    try {
      return action.apply(collection);
    } catch (CollectionDroppedException e) {
      return ifMissing;
    }
  }

  /** Writes to a collection, which is made where there is none. */
  <T> T write(Namespace namespace, Function<StoredCollection, T> action) {
    while (true) {
      StoredCollection collection = find(namespace);
      try {
        return action.apply(collection == null ? create(namespace) : collection);
      } catch (CollectionDroppedException e) {
        collection = null;
      }
    }
  }

  /** Makes a collection unless it is there. */
  synchronized StoredCollection create(Namespace namespace) {
    StoredCollection existing = collections.get(namespace);
    if (existing != null) {
      return existing;
    }
    namespace.check();
    if (namespace.toString().length() > MOST_NAMESPACE_BYTES) {
      throw Errors.invalidNamespace(
          "Fully qualified namespace is too long. Namespace: " + namespace);
    }
    Document entry =
        new Document("map", "c." + UUID.randomUUID()).append("indexes", new ArrayList<>());
    entries.put(namespace.toString(), Bson.encode(entry));
    open(namespace, entry);
    return collections.get(namespace);
  }

  /** Drops a collection; whether there was one. */
  synchronized boolean drop(Namespace namespace) {
    StoredCollection collection = collections.get(namespace);
    if (collection == null) {
      return false;
    }
    collection.writing(
        () -> {
          collection.markDropped();
          collections.remove(namespace);
          entries.remove(namespace.toString());
          collection.indexes().ordered().forEach(index -> store.removeMap(index.entries()));
          store.removeMap(collection.documents());
          return null;
        });
    return true;
  }

  /**
   * Makes an index and fills it.
   *
   * @return false if it is there already
   */
  boolean createIndex(StoredCollection collection, IndexDefinition definition) {
    return collection.writing(
        () -> {
          for (OrderedIndex existing : collection.indexes().ordered()) {
            if (existing.definition().equals(definition)) {
              return false;
            }
            refuseConflict(existing.definition(), definition);
          }
          String map = "i." + UUID.randomUUID();
          OrderedIndex index = new OrderedIndex(definition, map(map));
          try {
            fill(collection, index);
          } catch (RuntimeException e) {
            store.removeMap(index.entries());
            throw e;
          }
          collection.indexes().ordered().add(index);
          Document entry = entry(collection);
          List<Object> indexes = new ArrayList<>((List<?>) entry.get("indexes"));
          indexes.add(definition.toDocument().append("map", map));
          save(collection, entry.append("indexes", indexes));
          return true;
        });
  }

  private static void fill(StoredCollection collection, OrderedIndex index) {
    collection
        .documents()
        .forEach(
            (id, bytes) -> {
              Document document = Bson.decode(bytes);
              index.check(document, id, collection.getFullName());
              index.add(document, id);
            });
  }

  private static void refuseConflict(IndexDefinition existing, IndexDefinition wanted) {
    if (existing.name().equals(wanted.name())) {
      throw Errors.indexKeySpecsConflict(
          "An existing index has the same name as the requested index. Requested index: "
              + wanted.toDocument()
              + ", existing index: "
              + existing.toDocument());
    }
    if (existing.sameKey(wanted)) {
      throw Errors.indexOptionsConflict(
          "Index already exists with a different name: " + existing.name());
    }
  }

  void dropIndex(StoredCollection collection, OrderedIndex index) {
    collection.writing(
        () -> {
          Document entry = entry(collection);
          List<Object> indexes = new ArrayList<>((List<?>) entry.get("indexes"));
          indexes.removeIf(
              document -> ((Document) document).get("name").equals(index.definition().name()));
          save(collection, entry.append("indexes", indexes));
          collection.indexes().ordered().remove(index);
          store.removeMap(index.entries());
          return null;
        });
  }

  List<Namespace> collections(String database) {
    return collections.keySet().stream()
        .filter(namespace -> namespace.database().equals(database))
        .toList();
  }

  /** Names of the databases that have a collection, each with the number of its collections. */
  Map<String, Integer> databases() {
    Map<String, Integer> databases = new TreeMap<>();
    new TreeSet<>(collections.keySet())
        .forEach(namespace -> databases.merge(namespace.database(), 1, Integer::sum));
    return databases;
  }

  private Document entry(StoredCollection collection) {
    return Bson.decode(entries.get(collection.getFullName()));
  }

  private void save(StoredCollection collection, Document entry) {
    entries.put(collection.getFullName(), Bson.encode(entry));
  }

  private MVMap<byte[], byte[]> map(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }
}
