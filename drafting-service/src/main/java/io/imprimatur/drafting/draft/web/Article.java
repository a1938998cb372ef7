package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Approved;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Live;
import io.imprimatur.drafting.draft.Manuscript;
import io.imprimatur.drafting.draft.Published;
import io.imprimatur.drafting.draft.Revision;
import io.imprimatur.drafting.draft.TakingBack;
import io.imprimatur.drafting.draft.UnderReview;
import io.imprimatur.drafting.draft.Withdrawn;
import io.imprimatur.drafting.draft.Writing;
import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.List;

/**
 * An article as its pages show it.
 *
 * @param version counts text changes; what a form is based on
 * @param revision the last submitted one, 0 before the first
 * @param may what can be done with it now
 * @param live what the public site has of it, or null
 */
record Article(
    String id,
    long version,
    int revision,
    String state,
    May may,
    Fields fields,
    List<String> leftOut,
    List<Person> editors,
    List<Revision> revisions,
    Live live,
    Person changedBy,
    Instant changedAt) {

  /** What a writer can do with an article in its state. */
  enum May {
    CHANGE,
    TAKE_BACK,
    BEGIN_NEXT,
    WAIT
  }

  static Article of(Draft draft) {
    Manuscript m = draft.manuscript();
    return new Article(
        m.id(),
        m.version(),
        m.revision(),
        draft.state(),
        may(draft),
        Fields.of(m.content().text()),
        m.leftOut(),
        m.editors(),
        m.revisions(),
        m.live().orElse(null),
        m.changedBy(),
        m.changedAt());
  }

  private static May may(Draft draft) {
    return switch (draft) {
      case Writing writing -> May.CHANGE;
      case UnderReview submitted -> May.TAKE_BACK;
      case TakingBack asked -> May.WAIT;
      case Approved approved -> May.WAIT;
      case Published published -> May.BEGIN_NEXT;
      case Withdrawn withdrawn -> May.BEGIN_NEXT;
    };
  }

  public boolean mayChange() {
    return may == May.CHANGE;
  }

  public boolean mayTakeBack() {
    return may == May.TAKE_BACK;
  }

  public boolean mayBeginNext() {
    return may == May.BEGIN_NEXT;
  }

  /** Whether the public site shows it now. */
  public boolean onSite() {
    return live != null && !live.withdrawn();
  }
}
