package io.imprimatur.drafting.draft;

import io.imprimatur.events.Text;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All drafts. */
public interface Drafts {

  Optional<Draft> find(String id);

  /** What happened to an article, in the order in which it was heard. */
  Optional<List<TimelineEntry>> timeline(String id);

  /** A submitted text by the revision's number. */
  Optional<Text> text(String id, int revision);

  /** The id of the article that translates this one. */
  Optional<String> translation(String id);

  /** The last line of each article that says why its text came back. */
  Map<String, TimelineEntry> answers(Collection<String> ids);

  /** The newest movement first. */
  Page<Row> on(Shelf shelf, Paging paging);

  /**
   * Keeps a new article with the first line of its timeline.
   *
   * @return the receipt; the first one where the person has used the key before
   */
  Receipt add(Writing draft, TimelineEntry first, Idempotency key);

  /**
   * Does a command: state, events and timeline in one write, decided again where somebody else
   * wrote meanwhile.
   *
   * @param command throws what refuses it
   * @param isAutosave whether only the last answer of this kind is kept for its key
   * @return the receipt; the first one where the person has used the key before
   */
  Receipt change(
      String id,
      Idempotency key,
      boolean isAutosave,
      Function<Optional<Draft>, Change<? extends Draft>> command);
}
