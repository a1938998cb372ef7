package io.imprimatur.drafting.draft;

import io.imprimatur.events.Digest;
import java.time.Instant;
import java.util.List;

/**
 * The answer to a command: how the article stands after it. Small, for it is kept with an {@code
 * Idempotency-Key}.
 *
 * @param version counts text changes; the article's ETag
 * @param revision the last submitted one, 0 before the first
 * @param leftOut what was taken out of the body, when it was sent now or changed last
 */
public record Receipt(
    String id,
    long version,
    int revision,
    Digest digest,
    String state,
    String title,
    String section,
    String language,
    List<String> leftOut,
    Instant changedAt) {

  public static Receipt of(Draft draft) {
    Manuscript m = draft.manuscript();
    return new Receipt(
        m.id(),
        m.version(),
        m.revision(),
        m.digest(),
        draft.state(),
        m.content().text().title(),
        m.content().text().section(),
        m.content().text().language(),
        m.leftOut(),
        m.changedAt());
  }

  /** The same with what was taken out of the body that was just sent. */
  Receipt withLeftOut(List<String> names) {
    return new Receipt(
        id, version, revision, digest, state, title, section, language, names, changedAt);
  }
}
