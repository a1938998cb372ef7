package io.imprimatur.review.approval;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What review had told of an article before its database was put back, as far as its cause has not
 * come again: drafting's submission of a round, or its wish to have a text back.
 *
 * @param ahead events of rounds that are not open here yet, and a last approval without its seal,
 *     in the order in which they were told; an approved text is left out of its event
 * @param answered rounds of which review has answered whether they can be taken back
 */
public record Retold(List<ReviewEvent> ahead, Set<Integer> answered) {

  /** Of an article about which nothing was lost. */
  public static final Retold NONE = new Retold(List.of(), Set.of());

  public Retold {
    ahead = List.copyOf(ahead);
    answered = Set.copyOf(answered);
  }

  /** One more event that was told. */
  Retold with(ReviewEvent event) {
    return switch (event) {
      case TakeBackRefused refused -> answered(refused.round());
      case ReviewClosed closed -> answered(closed.round()).later(event);
      case ArticleApproved approved -> later(withoutBody(approved));
      default -> later(event);
    };
  }

  /** Its text comes again with its submission, and is large. */
  private static ArticleApproved withoutBody(ArticleApproved approved) {
    Text text = approved.text();
    return new ArticleApproved(
        approved.revision(),
        approved.round(),
        new Text(
            text.title(),
            text.summary(),
            "",
            text.section(),
            text.language(),
            text.topics(),
            text.changeNote(),
            text.attachments()),
        approved.digest(),
        approved.seal(),
        approved.translationOf(),
        approved.at());
  }

  private Retold answered(int round) {
    Set<Integer> more = new HashSet<>(answered);
    more.add(round);
    return new Retold(ahead, more);
  }

  private Retold later(ReviewEvent event) {
    List<ReviewEvent> more = new ArrayList<>(ahead);
    more.add(event);
    return new Retold(more, answered);
  }

  /** Whether drafting has its answer about a round. */
  boolean hasAnswered(int round) {
    return answered.contains(round);
  }

  /** A wish came again whose answer was told. */
  Retold withoutAnswer(int round) {
    Set<Integer> rest = new HashSet<>(answered);
    rest.remove(round);
    return new Retold(ahead, rest);
  }

  /** The opening of a round for exactly this text. */
  Optional<ReviewOpened> opening(int revision, int round, Digest digest) {
    return ahead.stream()
        .filter(ReviewOpened.class::isInstance)
        .map(ReviewOpened.class::cast)
        .filter(o -> o.round() == round && o.revision() == revision && o.digest().equals(digest))
        .findFirst();
  }

  /** The last approval of a round with its seal, which was verified when it was read. */
  Optional<ArticleApproved> approval(int round) {
    return ahead.stream()
        .filter(ArticleApproved.class::isInstance)
        .map(ArticleApproved.class::cast)
        .filter(approved -> approved.round() == round)
        .findFirst();
  }

  /** What was told of one round, in order. */
  List<ReviewEvent> of(int round) {
    return ahead.stream().filter(event -> roundOf(event) == round).toList();
  }

  /** Without what can't come about any more. */
  Retold after(int round) {
    return keeping(ahead.stream().filter(event -> roundOf(event) > round).toList());
  }

  /** Without the single steps of a round. */
  Retold withoutSteps(int round) {
    return keeping(
        ahead.stream()
            .filter(event -> !(event instanceof StepApproved && roundOf(event) == round))
            .toList());
  }

  private Retold keeping(List<ReviewEvent> rest) {
    return new Retold(rest, answered);
  }

  static int roundOf(ReviewEvent event) {
    return switch (event) {
      case ReviewOpened e -> e.round();
      case StepApproved e -> e.round();
      case ChangesRequested e -> e.round();
      case ArticleRejected e -> e.round();
      case ReviewClosed e -> e.round();
      case TakeBackRefused e -> e.round();
      case ArticleApproved e -> e.round();
    };
  }
}
