package io.imprimatur.kit;

/**
 * The change was based on an older version (RFC 9110, section 15.5.13). Answers 412; the member
 * {@code current} of the problem holds what stands there now.
 */
public final class PreconditionFailed extends Refusal {

  private static final long serialVersionUID = 1L;

  private final transient Object current;

  /**
   * @param reason who changed it meanwhile
   * @param current what stands there now, written as JSON; or null
   */
  public PreconditionFailed(String reason, Object current) {
    super(reason);
    this.current = current;
  }

  /** What stands there now, or null. */
  public Object current() {
    return current;
  }
}
