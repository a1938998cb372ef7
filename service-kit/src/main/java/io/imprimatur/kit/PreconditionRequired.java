package io.imprimatur.kit;

/** The change doesn't say on which version it is based (RFC 6585, section 3). Answers 428. */
public final class PreconditionRequired extends Refusal {

  private static final long serialVersionUID = 1L;

  public PreconditionRequired() {
    super("Send If-Match with the ETag of the version that you changed, such as If-Match: \"7\".");
  }
}
