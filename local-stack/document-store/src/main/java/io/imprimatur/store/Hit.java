package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;

/**
 * A document that was found.
 *
 * @param id its encoded {@code _id}
 * @param sortKey its place in the order asked for; null where the walk gives the order
 * @param document null where too many were found to hold them all: read it again
 * @param size bytes of the whole document
 */
record Hit(byte[] id, byte[] sortKey, Document document, int size) {}
