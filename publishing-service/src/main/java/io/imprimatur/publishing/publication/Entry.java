package io.imprimatur.publishing.publication;

import java.util.List;
import java.util.Optional;

/** A line of the publishers' list, and what stands behind it. */
public sealed interface Entry {

  String articleId();

  /**
   * An article that the site knows.
   *
   * @param tampering what is wrong with its document, where it no longer agrees with its seal
   * @param forgeries events that claimed an approval of it
   */
  record Known(
      Publication publication, Optional<String> tampering, List<RefusedEvents.Forgery> forgeries)
      implements Entry {
    @Override
    public String articleId() {
      return publication.articleId();
    }
  }

  /** An article whose document was altered so that it can't be read. */
  record Unreadable(String articleId) implements Entry {}

  /** A refused event that claims an approval. */
  record Forged(RefusedEvents.Forgery forgery) implements Entry {
    @Override
    public String articleId() {
      return forgery.articleId();
    }
  }
}
