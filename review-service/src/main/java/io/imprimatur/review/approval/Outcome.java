package io.imprimatur.review.approval;

import java.util.Arrays;

/** Where a round stands: it runs, or how it ended. */
public enum Outcome {
  IN_REVIEW("in-review"),
  APPROVED("approved"),
  CHANGES_REQUESTED("changes-requested"),
  REJECTED("rejected"),
  /** Taken back by its writers. */
  CLOSED("closed"),
  /** Approved and sealed, but the public site refused it. */
  PUBLICATION_REFUSED("publication-refused");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** As the API and the store spell it. */
  public String word() {
    return word;
  }

  /** What came before a wish to have the text back, as events spell it. */
  String cause() {
    return this == PUBLICATION_REFUSED ? APPROVED.word : word;
  }

  public static java.util.Optional<Outcome> of(String word) {
    return Arrays.stream(values()).filter(o -> o.word.equals(word)).findFirst();
  }

  /** Where a decision leaves its round. */
  static Outcome after(Round round, Decided decided) {
    return switch (decided.verdict()) {
      case APPROVE -> decided.step() == round.route().size() ? APPROVED : IN_REVIEW;
      case REQUEST_CHANGES -> CHANGES_REQUESTED;
      case REJECT -> REJECTED;
    };
  }
}
