package io.imprimatur.review.approval;

import java.util.Arrays;
import java.util.Optional;

/** What a reviewer says about a text. */
public enum Verdict {
  /** This step agrees; the next one opens, or the text is sealed. */
  APPROVE("approve"),
  /** Back to the writer, to be changed. Ends the round. */
  REQUEST_CHANGES("request-changes"),
  /** Not to be published. Ends the round. */
  REJECT("reject");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** As the API and the store spell it. */
  public String word() {
    return word;
  }

  /** Whether the writer must be told why. */
  public boolean needsReason() {
    return this != APPROVE;
  }

  /** Reads the word; nothing where it is none. */
  public static Optional<Verdict> of(String word) {
    return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst();
  }
}
