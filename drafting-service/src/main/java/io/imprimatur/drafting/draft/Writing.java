package io.imprimatur.drafting.draft;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The text may be changed and submitted.
 *
 * @param since how it came to be on the desk
 */
public record Writing(Manuscript manuscript, Since since) implements Draft {

  /** Why a text is on its writer's desk. */
  public enum Since {
    NEW("writing"),
    TAKEN_BACK("writing"),
    NEXT_VERSION("writing"),
    CHANGES_REQUESTED("changes-requested"),
    REJECTED("rejected"),
    PUBLICATION_REFUSED("publication-refused");

    private final String state;

    Since(String state) {
      this.state = state;
    }
  }

  @Override
  public Writing with(Manuscript other) {
    return new Writing(other, since);
  }

  @Override
  public String state() {
    return since.state;
  }

  /** A change of the text. One that changes nothing is no change. */
  Change<Writing> change(Content content, List<String> leftOut, Person by, Instant at) {
    if (content.equals(manuscript.content())) {
      return Change.none(this);
    }
    return Change.to(with(manuscript.changed(content, leftOut, by, at)));
  }

  /** What is missing before it can be submitted. */
  Optional<Invalid> hindrance() {
    return manuscript.content().text().body().isEmpty()
        ? Optional.of(
            new Invalid(
                List.of(
                    new FieldError("body", "is empty; write the text before you submit it")
                        .coded("body-empty"))))
        : Optional.empty();
  }

  /**
   * Gives the text to review as a new revision in a new round. It is frozen from here on.
   *
   * @throws Invalid where there is nothing to review
   */
  Change<UnderReview> submit(Person by, Instant at) {
    Optional<Invalid> hindrance = hindrance();
    if (hindrance.isPresent()) {
      throw hindrance.get();
    }
    Manuscript submitted = manuscript.submitted(by, at);
    Revision revision = submitted.lastRevision();
    return Change.to(
        new UnderReview(submitted),
        new DraftSubmitted(
            revision.number(),
            revision.round(),
            submitted.content().text(),
            revision.digest(),
            submitted.content().translationOf().orElse(null),
            by,
            submitted.editors(),
            at));
  }
}
