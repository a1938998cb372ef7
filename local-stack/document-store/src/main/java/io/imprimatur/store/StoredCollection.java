package io.imprimatur.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/**
 * A collection: one map from encoded {@code _id} to BSON. Each write of a document has its lock
 * alone, so what a write decides on can't change before it is done. Readers share the lock for the
 * moment in which they take a view of documents and indexes, and search that.
 *
 * <p>What an update means is computed by the protocol core; finding the document, keeping the
 * indexes and storing the result happens here.
 */
final class StoredCollection extends CoreCollection {

  private static final Document EVERYTHING = new Document();

  private final MVMap<byte[], byte[]> documents;
  private final Indexes indexes = new Indexes();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong examined = new AtomicLong();
  private boolean dropped;

  /** While an update runs: the document it is for, as found by our own search. */
  private List<Document> target;

  private boolean modified;

  StoredCollection(MongoDatabase database, String name, MVMap<byte[], byte[]> documents) {
    super(database, name);
    this.documents = documents;
    getIndexes().add(indexes);
  }

  /** What one update did. */
  record Updated(int matched, int modified, Object upsertedId, boolean upserted) {}

  Indexes indexes() {
    return indexes;
  }

  MVMap<byte[], byte[]> documents() {
    return documents;
  }

  /** Documents looked at by searches since the store was opened. */
  long documentsExamined() {
    return examined.get();
  }

  /**
   * Runs something that only reads.
   *
   * @throws CollectionDroppedException if the collection is gone
   */
  <T> T reading(Supplier<T> action) {
    lock.readLock().lock();
    try {
      return whileThere(action);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Runs something that writes.
   *
   * @throws CollectionDroppedException if the collection is gone
   */
  <T> T writing(Supplier<T> action) {
    lock.writeLock().lock();
    try {
      return whileThere(action);
    } finally {
      target = null;
      lock.writeLock().unlock();
    }
  }

  private <T> T whileThere(Supplier<T> action) {
    if (dropped) {
      throw new CollectionDroppedException();
    }
    return action.get();
  }

  void markDropped() {
    dropped = true;
  }

  /** A search over the collection as it is now. It may run while others write. */
  Search search(Filter filter, Document sort, int skip, int limit) {
    return reading(() -> new Search(documents, indexes.ordered(), filter, sort, skip, limit));
  }

  List<Hit> find(Filter filter, Document sort, int skip, int limit) {
    Search search = search(filter, sort, skip, limit);
    List<Hit> hits = search.run();
    examined.addAndGet(search.documentsExamined());
    return hits;
  }

  /** How many {@link #find} would find. */
  int count(Filter filter, int skip, int limit) {
    if (filter.matchesAll()) {
      int left = Math.max(0, count() - skip);
      return limit == 0 ? left : Math.min(left, limit);
    }
    Search search = reading(() -> search(filter, EVERYTHING, skip, limit).counting(documents));
    int count = search.count();
    examined.addAndGet(search.documentsExamined());
    return count;
  }

  Document project(Document document, Document fields) {
    return fields.isEmpty()
        ? document
        : matchDocumentsFromStream(Stream.of(document), EVERYTHING, null, 0, 0, 0, fields)
            .iterator()
            .next();
  }

  /**
   * Updates one document or each that matches.
   *
   * @throws MongoServerError as MongoDB would refuse it; with {@code multi}, documents before the
   *     refused one are changed
   */
  Updated update(
      Document query, Document update, List<?> arrayFilters, boolean multi, boolean upsert) {
    return writing(
        () -> {
          List<Hit> hits = find(new Filter(query), EVERYTHING, 0, multi ? 0 : 1);
          Document command =
              new Document("query", query)
                  .append("update", update)
                  .append("arrayFilters", arrayFilters);
          int changed = 0;
          for (Hit hit : hits) {
            target = List.of(Bson.decode(documents.get(hit.id())));
            modified = false;
            core(command);
            changed += modified ? 1 : 0;
          }
          if (!hits.isEmpty() || !upsert) {
            return new Updated(hits.size(), changed, null, false);
          }
          target = List.of();
          Document inserted = core(command.append("upsert", true).append("new", true));
          return new Updated(0, 0, ((Document) inserted.get("value")).get("_id"), true);
        });
  }

  /** The command of that name; the reply is that of a MongoDB server. */
  @Override
  public Document findAndModify(Document command) {
    return writing(
        () -> {
          Document query = (Document) command.getOrDefault("query", EVERYTHING);
          Document sort = (Document) command.getOrDefault("sort", EVERYTHING);
          List<Hit> hits = find(new Filter(query), sort, 0, 1);
          target = hits.stream().map(hit -> Bson.decode(documents.get(hit.id()))).toList();
          Document normal = command.clone().append("query", query);
          normal.remove("sort");
          boolean upsert = hits.isEmpty() && Boolean.TRUE.equals(command.get("upsert"));
          if (upsert) {
            normal.append("new", true).remove("fields");
          }
          Document reply = core(normal);
          Document outcome = new Document("n", hits.isEmpty() && !upsert ? 0 : 1);
          if (!Boolean.TRUE.equals(command.get("remove"))) {
            outcome.append("updatedExisting", !hits.isEmpty());
          }
          if (upsert) {
            Document inserted = (Document) reply.get("value");
            outcome.append("upserted", inserted.get("_id"));
            Document fields = (Document) command.getOrDefault("fields", EVERYTHING);
            boolean wanted = Boolean.TRUE.equals(command.get("new"));
            reply.put("value", wanted ? project(inserted, fields) : null);
          }
          reply.put("lastErrorObject", outcome);
          return reply;
        });
  }

  private Document core(Document command) {
    try {
      return super.findAndModify(command);
    } catch (FindAndModifyPlanExecutorError e) {
      throw e.getCause();
    }
  }

  int delete(Document query, int limit) {
    return writing(
        () -> {
          List<Hit> hits = find(new Filter(query), EVERYTHING, 0, limit);
          hits.forEach(hit -> removeDocument(Bson.decode(documents.get(hit.id()))));
          return hits.size();
        });
  }

  /** Inserts a document, with an {@code _id} made up where it has none. */
  @Override
  public void addDocument(Document given) {
    writing(
        () -> {
          Document document = withIdFirst(given);
          byte[] id = RecordKey.of(document).bytes();
          byte[] bytes = Bson.encodeForStorage(document);
          if (documents.containsKey(id)) {
            throw new DuplicateKeyError(
                getFullName(),
                "_id_ dup key: { _id: " + Json.toCompactJsonValue(document.get("_id")) + " }");
          }
          indexes.checkInsert(document, id, getFullName());
          documents.put(id, bytes);
          indexes.insert(document, id);
          return null;
        });
  }

  private static Document withIdFirst(Document given) {
    if (given.get("_id") instanceof Collection) {
      throw new InvalidIdFieldError("The '_id' value cannot be of type array");
    }
    Object id = given.containsKey("_id") ? given.get("_id") : new ObjectId();
    Document document = new Document("_id", id);
    given.forEach(document::putIfAbsent);
    return document;
  }

  @Override
  public void removeDocument(Document document) {
    byte[] id = RecordKey.of(document).bytes();
    indexes.delete(document, id);
    documents.remove(id);
  }

  @Override
  protected void handleUpdate(RecordKey position, Document before, Document after) {
    documents.put(position.bytes(), Bson.encodeForStorage(after));
    modified = true;
  }

  /** Called by the core: the target of a running update, or a search (lookups, distinct values). */
  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
    if (target != null && lock.isWriteLockedByCurrentThread()) {
      return new QueryResult(target);
    }
    Document sort = orderBy == null ? EVERYTHING : orderBy;
    List<Hit> hits = find(new Filter(query), sort, skip, Math.max(limit, 0));
    return new QueryResult(
        hits.stream()
            .map(hit -> hit.document() == null ? reread(hit.id()) : hit.document())
            .filter(document -> document != null)
            .map(document -> fields == null ? document : project(document, fields))
            .toList());
  }

  /** The document with that encoded {@code _id} as it is now; null if it is gone. */
  Document reread(byte[] id) {
    return reading(
        () -> {
          byte[] bytes = documents.get(id);
          return bytes == null ? null : Bson.decode(bytes);
        });
  }

  @Override
  protected Stream<DocumentWithPosition<RecordKey>> streamAllDocumentsWithPosition() {
    Iterable<byte[]> keys = () -> documents.keyIterator(null);
    return StreamSupport.stream(keys.spliterator(), false)
        .map(id -> new DocumentWithPosition<>(reread(id), new RecordKey(id)));
  }

  @Override
  protected Document getDocument(RecordKey position) {
    return reread(position.bytes());
  }

  @Override
  public int count() {
    return Math.toIntExact(documents.sizeAsLong());
  }
}
