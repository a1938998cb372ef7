package io.imprimatur.drafting.draft.imports;

/** A file of a kind that is not read here. Answers 415. */
public final class UnsupportedFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a file is not read. */
  public enum Why {
    /** Its name says that it is of another kind. */
    KIND,
    /** It is not what its name says. */
    CONTENT,
    /** It is protected by a password, or an old kind with a new name. */
    PASSWORD
  }

  private final Why why;

  UnsupportedFile(Why why, String reason) {
    super(reason);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
