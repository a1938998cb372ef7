package io.imprimatur.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;

/**
 * What the protocol core offers to a collection and ours does in its own way: cursors, sizes, and
 * the steps of adding and removing.
 */
abstract class CoreCollection extends AbstractMongoCollection<RecordKey> {

  CoreCollection(MongoDatabase database, String name) {
    super(database, name, CollectionOptions.withDefaults(), new CursorRegistry());
  }

  @Override
  protected QueryResult matchDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
    return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
  }

  @Override
  protected RecordKey addDocumentInternal(Document document) {
    throw new UnsupportedOperationException("documents are added by addDocument");
  }

  @Override
  protected void removeDocument(RecordKey position) {
    throw new UnsupportedOperationException("documents are removed with their index entries");
  }

  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int delta) {
    throw new UnsupportedOperationException("sizes are not tracked");
  }

  @Override
  protected int getDataSize() {
    return 0;
  }
}
