package io.imprimatur.drafting.draft;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.kit.inbox.IllegalTransition;

/**
 * What a neighbour's event makes of a draft.
 *
 * <p>Review's and publishing's events may arrive in any order. A round ends with the first ending
 * that is read, and publishing's word on a revision is one; what comes after it about the same
 * round stands in the timeline and changes no state.
 */
public final class Heard {

  private Heard() {}

  /**
   * The draft after the event; the same one where only the timeline has something to tell.
   *
   * @throws IllegalTransition where the event is about a text that was never submitted, a page that
   *     does not stand, or mails about a text that was never published
   */
  public static Draft after(Draft draft, LifecycleEvent event) {
    Revision revision =
        draft
            .manuscript()
            .revision(event.revision())
            .orElseThrow(
                () ->
                    new IllegalTransition(
                        "revision %d was never submitted; the last is %d"
                            .formatted(event.revision(), draft.manuscript().revision())));
    return switch (event) {
      case ReviewEvent review -> afterReview(draft, revision, review);
      case PublishingEvent publishing -> afterPublishing(draft, revision, publishing);
      case NotificationEvent alert -> afterAlert(draft, revision);
      case DraftingEvent own -> throw new IllegalTransition("drafting does not listen to itself");
    };
  }

  private static Draft afterReview(Draft draft, Revision revision, ReviewEvent event) {
    sameRound(revision, event.round());
    return switch (event) {
      case ReviewOpened opened -> stays(draft, revision, opened.digest());
      case StepApproved approved -> stays(draft, revision, approved.digest());
      case ChangesRequested changes -> {
        sameText(revision, changes.digest());
        yield ends(draft, revision, Writing.Since.CHANGES_REQUESTED);
      }
      case ArticleRejected rejected -> {
        sameText(revision, rejected.digest());
        yield ends(draft, revision, Writing.Since.REJECTED);
      }
      case ReviewClosed closed -> ends(draft, revision, Writing.Since.TAKEN_BACK);
      case TakeBackRefused refused -> afterRefusal(draft, revision, refused);
      case ArticleApproved approved -> {
        sameText(revision, approved.digest());
        yield isRunning(draft, revision) ? new Approved(draft.manuscript()) : draft;
      }
    };
  }

  /**
   * Review tells the ending before the refusal, so it is news only where that ending was skipped.
   */
  private static Draft afterRefusal(Draft draft, Revision revision, TakeBackRefused refused) {
    if (!isRunning(draft, revision)) {
      return draft;
    }
    if (draft instanceof UnderReview) {
      throw new IllegalTransition("nobody has asked for round %d back".formatted(refused.round()));
    }
    return switch (refused.cause()) {
      case "approved" -> new Approved(draft.manuscript());
      case "changes-requested" -> ends(draft, revision, Writing.Since.CHANGES_REQUESTED);
      case "rejected" -> ends(draft, revision, Writing.Since.REJECTED);
      // "closed", or a round that review never had: nobody reads the text any more
      default -> ends(draft, revision, Writing.Since.TAKEN_BACK);
    };
  }

  private static Draft afterPublishing(Draft draft, Revision revision, PublishingEvent event) {
    return switch (event) {
      case ArticlePublished published -> {
        sameText(revision, published.digest());
        yield stands(draft, revision, published.path());
      }
      case ArticleUpdated updated -> {
        sameText(revision, updated.digest());
        yield stands(draft, revision, updated.path());
      }
      case ArticleWithdrawn withdrawn -> gone(draft, revision);
      case PublicationRefused refused -> {
        sameRound(revision, refused.round());
        sameText(revision, refused.digest());
        yield isWithPublishing(draft, revision)
            ? new Writing(draft.manuscript(), Writing.Since.PUBLICATION_REFUSED)
            : draft;
      }
    };
  }

  private static Draft stays(Draft draft, Revision revision, Digest digest) {
    sameText(revision, digest);
    return draft;
  }

  private static Draft ends(Draft draft, Revision revision, Writing.Since since) {
    return isRunning(draft, revision) ? new Writing(draft.manuscript(), since) : draft;
  }

  private static Draft stands(Draft draft, Revision revision, String path) {
    Manuscript live = draft.manuscript().live(new Live(revision.number(), path, false));
    boolean becomesPublished =
        isWithPublishing(draft, revision)
            || (draft instanceof Withdrawn && isLast(draft, revision));
    return becomesPublished ? new Published(live) : draft.with(live);
  }

  /** Publishing tells a withdrawal behind the publication that it ends, so that one is known. */
  private static Draft gone(Draft draft, Revision revision) {
    Manuscript before = draft.manuscript();
    Live live =
        before
            .live()
            .filter(l -> l.revision() == revision.number() && !l.withdrawn())
            .orElseThrow(
                () ->
                    new IllegalTransition(
                        "revision %d does not stand on the site, so it can't be withdrawn"
                            .formatted(revision.number())));
    Manuscript gone = before.live(new Live(live.revision(), live.path(), true));
    return draft instanceof Published ? new Withdrawn(gone) : draft.with(gone);
  }

  /** Mails may be heard of before the publication that they are about, but not without one. */
  private static Draft afterAlert(Draft draft, Revision revision) {
    boolean wasPublished =
        draft.manuscript().live().filter(l -> l.revision() >= revision.number()).isPresent();
    if (!wasPublished && !isWithPublishing(draft, revision)) {
      throw new IllegalTransition(
          "revision %d was never published, so nobody is mailed about it"
              .formatted(revision.number()));
    }
    return draft;
  }

  /** Whether review may still decide on the revision, as far as is known here. */
  private static boolean isRunning(Draft draft, Revision revision) {
    return isLast(draft, revision) && (draft instanceof UnderReview || draft instanceof TakingBack);
  }

  /** Whether publishing's word on the revision is awaited, be it that review's is not read yet. */
  private static boolean isWithPublishing(Draft draft, Revision revision) {
    return isRunning(draft, revision) || (isLast(draft, revision) && draft instanceof Approved);
  }

  private static boolean isLast(Draft draft, Revision revision) {
    return draft.manuscript().revision() == revision.number();
  }

  private static void sameRound(Revision revision, int round) {
    if (revision.round() != round) {
      throw new IllegalTransition(
          "revision %d went into round %d, not %d"
              .formatted(revision.number(), revision.round(), round));
    }
  }

  private static void sameText(Revision revision, Digest digest) {
    if (!revision.digest().equals(digest)) {
      throw new IllegalTransition(
          "revision %d is %s, not %s".formatted(revision.number(), revision.digest(), digest));
    }
  }
}
