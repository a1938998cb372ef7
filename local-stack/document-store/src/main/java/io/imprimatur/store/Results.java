package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What a query found, given out in batches that fit into a message. */
final class Results {

  /** A batch ends before it grows above this many bytes, but holds one document at least. */
  private static final long BATCH_BYTES = Bson.MAX_SIZE;

  /** A document and the bytes it takes. */
  record Sized(Document document, int size) {}

  private final Iterator<Sized> source;
  private Sized next;

  /** Takes documents one by one; null elements are left out. */
  Results(Iterator<Sized> source) {
    this.source = source;
    advance();
  }

  static Results of(List<Document> documents) {
    return new Results(
        documents.stream()
            .map(document -> new Sized(document, Bson.encode(document).length))
            .iterator());
  }

  boolean isDone() {
    return next == null;
  }

  /** Gives out at most so many documents. */
  List<Document> take(int most) {
    List<Document> batch = new ArrayList<>();
    long bytes = 0;
    while (next != null && batch.size() < most) {
      bytes += next.size();
      if (bytes > BATCH_BYTES && !batch.isEmpty()) {
        break;
      }
      batch.add(next.document());
      advance();
    }
    return batch;
  }

  private void advance() {
    next = null;
    while (next == null && source.hasNext()) {
      next = source.next();
    }
  }
}
