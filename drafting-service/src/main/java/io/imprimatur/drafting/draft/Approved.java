package io.imprimatur.drafting.draft;

/** Review approved the text and publishing has it; it is frozen. */
public record Approved(Manuscript manuscript) implements Draft {

  @Override
  public Approved with(Manuscript other) {
    return new Approved(other);
  }

  @Override
  public String state() {
    return "approved";
  }
}
