package io.imprimatur.kit;

/** There is no such thing, or the person may not know of it. Answers 404. */
public final class NotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  /**
   * @param what a sentence such as {@code "There is no article 0190…"}
   */
  public NotFound(String what) {
    super(what);
  }
}
