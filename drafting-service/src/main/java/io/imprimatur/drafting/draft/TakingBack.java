package io.imprimatur.drafting.draft;

/** Review was asked to end the round and has not answered yet; the text is frozen. */
public record TakingBack(Manuscript manuscript) implements Draft {

  @Override
  public TakingBack with(Manuscript other) {
    return new TakingBack(other);
  }

  @Override
  public String state() {
    return "taking-back";
  }
}
