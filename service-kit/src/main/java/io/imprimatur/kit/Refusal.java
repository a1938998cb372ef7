package io.imprimatur.kit;

/**
 * A request that is not done, with a reason for whoever asked. The web edge answers each kind with
 * its own status and a problem (RFC 9457); the message is shown to people as it stands.
 */
public abstract sealed class Refusal extends RuntimeException
    permits NotFound,
        Forbidden,
        Conflict,
        PreconditionFailed,
        PreconditionRequired,
        Invalid,
        TooLarge,
        KeyReused,
        Unavailable {

  private static final long serialVersionUID = 1L;

  /** An expected answer, thrown often: it carries no stack trace. */
  Refusal(String reason) {
    super(reason, null, false, false);
  }

  /** A refusal that something else caused. */
  Refusal(String reason, Throwable cause) {
    super(reason, cause);
  }
}
