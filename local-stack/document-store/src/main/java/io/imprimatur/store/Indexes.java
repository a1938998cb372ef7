package io.imprimatur.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All indexes of a collection, in the shape of one index to the protocol core: it is asked before
 * each update and told after it.
 */
final class Indexes extends Index<RecordKey> {

  private final List<OrderedIndex> ordered = new CopyOnWriteArrayList<>();

  Indexes() {
    super(IndexDefinition.ID_NAME, List.of(new IndexKey("_id", true)), false);
  }

  List<OrderedIndex> ordered() {
    return ordered;
  }

  Optional<OrderedIndex> named(String name) {
    return ordered.stream().filter(index -> index.definition().name().equals(name)).findFirst();
  }

  void checkInsert(Document document, byte[] id, String namespace) {
    ordered.forEach(index -> index.check(document, id, namespace));
  }

  void insert(Document document, byte[] id) {
    ordered.forEach(index -> index.add(document, id));
  }

  void delete(Document document, byte[] id) {
    ordered.forEach(index -> index.remove(document, id));
  }

  @Override
  public RecordKey getPosition(Document document) {
    return RecordKey.of(document);
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<RecordKey> collection) {
    after.keySet().stream()
        .filter(field -> field.contains("."))
        .findFirst()
        .ifPresent(
            field -> {
              throw Errors.dottedField(field);
            });
    Bson.encodeForStorage(after);
    checkInsert(after, RecordKey.of(before).bytes(), collection.getFullName());
  }

  @Override
  public void updateInPlace(
      Document before, Document after, RecordKey position, MongoCollection<RecordKey> collection) {
    ordered.forEach(index -> index.replace(before, after, position.bytes()));
  }

  @Override
  public void checkAdd(Document document, MongoCollection<RecordKey> collection) {
    checkInsert(document, RecordKey.of(document).bytes(), collection.getFullName());
  }

  @Override
  public void add(Document document, RecordKey position, MongoCollection<RecordKey> collection) {
    insert(document, position.bytes());
  }

  @Override
  public RecordKey remove(Document document) {
    RecordKey key = RecordKey.of(document);
    delete(document, key.bytes());
    return key;
  }

  /** Queries are planned by {@link Planner}, never here. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<RecordKey> getPositions(Document query) {
    throw new UnsupportedOperationException("queries are planned by the collection");
  }

  @Override
  public long getCount() {
    return ordered.size();
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public void drop() {
    ordered.clear();
  }
}
