package io.imprimatur.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;

/** A database as the protocol core wants to see it, for looking up other collections only. */
record StoredDatabase(String name, Catalog catalog) implements MongoDatabase {

  @Override
  public String getDatabaseName() {
    return name;
  }

  @Override
  public MongoCollection<?> resolveCollection(String collection, boolean throwIfNotFound) {
    StoredCollection found = catalog.find(new Namespace(name, collection));
    if (found == null && throwIfNotFound) {
      throw Errors.namespaceNotFound("ns not found: " + name + "." + collection);
    }
    return found;
  }

  @Override
  public boolean isEmpty() {
    return catalog.collections(name).isEmpty();
  }

  @Override
  public void handleClose(Channel channel) {
    // No state is kept for a connection.
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
    throw notHere();
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    throw notHere();
  }

  @Override
  public MongoCollection<?> createCollectionOrThrowIfExists(
      String collection, CollectionOptions options) {
    throw notHere();
  }

  @Override
  public void drop(Oplog oplog) {
    throw notHere();
  }

  @Override
  public void dropCollection(String collection, Oplog oplog) {
    throw notHere();
  }

  @Override
  public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
    throw notHere();
  }

  @Override
  public void unregisterCollection(String collection) {
    throw notHere();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("commands are carried out by the store itself");
  }
}
