package io.imprimatur.publishing.publication;

import io.imprimatur.events.Digest;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All publications of the site, as staff and the site's rules need them. */
public interface Publications {

  /**
   * One article's publication.
   *
   * @throws UnreadablePublication where somebody altered its document's form
   */
  Optional<Publication> find(String articleId);

  /** The texts that an article had before, the oldest first; at most the latest 200. */
  List<EarlierEdition> earlier(String articleId);

  /** Whether another article stands, or stood, at a path. */
  boolean isTaken(String path, String articleId);

  /**
   * Changes a publication in one write; a repeat with the same key gets the first answer.
   *
   * @param answer the small record that is kept as the answer
   */
  <R> R change(
      String articleId,
      Idempotency key,
      Class<R> answer,
      Function<Publication, Change> decide,
      Function<Publication, R> answered);

  /** The words of an edition. */
  Optional<KeptText> text(Digest digest);

  /** Keeps the words of an edition; before anything refers to them. */
  void keep(Digest digest, KeptText text);

  /**
   * A part of the list, the last changed first.
   *
   * @param filter which ones
   * @param after where the part before ended, or nothing
   * @param limit at most how many
   */
  List<Listed> list(Filter filter, Optional<Position> after, int limit);

  /**
   * Notes, or takes back, that a document was found altered, so that lists find it.
   *
   * @param reason what is wrong; nothing where all is well again
   */
  void noteTampering(String articleId, Optional<String> reason);

  /**
   * Which publications a list shows.
   *
   * @param state {@code published}, {@code refused} or {@code withdrawn}; nothing for all
   * @param sections nothing for all
   */
  record Filter(Optional<String> state, Optional<Set<String>> sections) {}

  /** A place in the list. */
  record Position(Instant changedAt, String articleId) {
    /** Reads what {@link Paging#cursor} was given. */
    static Position of(String millis, String articleId) {
      try {
        return new Position(Instant.ofEpochMilli(Long.parseLong(millis)), articleId);
      } catch (NumberFormatException e) {
        throw Paging.badCursor();
      }
    }
  }

  /**
   * A publication with its place in the list.
   *
   * @param publication nothing where its document can't be read
   */
  record Listed(String articleId, Optional<Publication> publication, Instant changedAt) {}
}
