package io.imprimatur.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;

/**
 * An answer to a command.
 *
 * @param durable whether it may be sent only when everything written so far is on disk
 * @param generation of the file the command wrote to, see {@link Engine#generation()}
 */
record Reply(Document document, boolean durable, long generation) {

  static Reply ok() {
    return of(new Document());
  }

  static Reply of(Document document) {
    Utils.markOkay(document);
    return new Reply(document, false, 0);
  }

  /** The answer to a command that wrote, or found out about something another one wrote. */
  static Reply written(Document document) {
    Utils.markOkay(document);
    return new Reply(document, true, 0);
  }

  static Reply error(Document document) {
    return new Reply(document, false, 0);
  }

  Reply writtenIn(long current) {
    return new Reply(document, durable, current);
  }
}
