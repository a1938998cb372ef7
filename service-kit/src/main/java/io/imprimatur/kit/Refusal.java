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
        TooMany,
        Unavailable {

  private static final long serialVersionUID = 1L;

  private String code;
  private transient Object[] arguments = {};

  /** An expected answer, thrown often: it carries no stack trace. */
  Refusal(String reason) {
    super(reason, null, false, false);
  }

  /** A refusal that something else caused. */
  Refusal(String reason, Throwable cause) {
    super(reason, cause);
  }

  /**
   * Gives the reason a name, under which pages have it in each language: the message {@code
   * refusal.<code>}. Programs go on reading the English message.
   *
   * @param arguments for the message, in order
   * @return this refusal, to be thrown
   */
  public Refusal coded(String code, Object... arguments) {
    this.code = code;
    this.arguments = arguments.clone();
    return this;
  }

  /** The name of the reason; null where it has none. */
  public String code() {
    return code;
  }

  /** What the reason's message is filled in with. */
  public Object[] arguments() {
    return arguments == null ? new Object[0] : arguments.clone();
  }
}
