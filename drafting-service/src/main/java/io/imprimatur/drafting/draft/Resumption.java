package io.imprimatur.drafting.draft;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A draft whose database was put back becomes what drafting had told since: what was submitted is
 * submitted, with the text, the number and the round of its event, and what was asked back is being
 * taken back. What neighbours answered comes again behind it.
 */
public final class Resumption {

  /**
   * How far the version of a text jumps that was lost: nobody knows how often it was changed
   * meanwhile, and a page that shows one of those changes must not save over another text.
   */
  private static final long VERSIONS = 1_000;

  private Resumption() {}

  /**
   * The draft after an event that drafting had told.
   *
   * @param before nothing where the restored database lacks the article
   * @throws IllegalTransition where drafting cannot have told it
   */
  public static Draft after(String id, Optional<Draft> before, DraftingEvent event) {
    return switch (event) {
      case DraftSubmitted submitted -> submitted(id, before, submitted);
      case TakeBackRequested request -> takingBack(before, request);
    };
  }

  private static UnderReview submitted(String id, Optional<Draft> before, DraftSubmitted event) {
    Revision revision =
        new Revision(event.revision(), event.round(), event.digest(), event.by(), event.at());
    Content content = Content.of(event.text(), Optional.ofNullable(event.translationOf()));
    if (!content.digest().equals(event.digest())) {
      throw new IllegalTransition(
          "the text's digest is %s, the event names %s"
              .formatted(content.digest(), event.digest()));
    }
    return new UnderReview(
        before
            .map(draft -> next(draft.manuscript(), content, revision, event))
            .orElseGet(() -> first(id, content, revision, event)));
  }

  private static Manuscript next(
      Manuscript before, Content content, Revision revision, DraftSubmitted event) {
    int lastRound = before.revisions().isEmpty() ? 0 : before.lastRevision().round();
    if (revision.number() != before.revision() + 1 || revision.round() != lastRound + 1) {
      throw new IllegalTransition(
          "revision %d in round %d does not follow revision %d in round %d"
              .formatted(revision.number(), revision.round(), before.revision(), lastRound));
    }
    List<Revision> revisions = new ArrayList<>(before.revisions());
    revisions.add(revision);
    return new Manuscript(
        before.id(),
        content,
        List.of(),
        before.version() + VERSIONS,
        event.editors(),
        revisions,
        before.live(),
        before.createdBy(),
        before.createdAt(),
        event.by(),
        event.at());
  }

  private static Manuscript first(
      String id, Content content, Revision revision, DraftSubmitted event) {
    return new Manuscript(
        id,
        content,
        List.of(),
        VERSIONS,
        event.editors(),
        List.of(revision),
        Optional.empty(),
        event.editors().isEmpty() ? event.by() : event.editors().getFirst(),
        event.at(),
        event.by(),
        event.at());
  }

  private static TakingBack takingBack(Optional<Draft> before, TakeBackRequested request) {
    return before
        .filter(UnderReview.class::isInstance)
        .map(Draft::manuscript)
        .filter(m -> m.lastRevision().number() == request.revision())
        .filter(m -> m.lastRevision().round() == request.round())
        .map(TakingBack::new)
        .orElseThrow(
            () ->
                new IllegalTransition(
                    "revision %d is not under review in round %d"
                        .formatted(request.revision(), request.round())));
  }
}
