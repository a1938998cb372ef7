package io.imprimatur.kit;

/** The person may see it but not do this. Answers 403 with the reason. */
public final class Forbidden extends Refusal {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason why not, and who may
   */
  public Forbidden(String reason) {
    super(reason);
  }
}
