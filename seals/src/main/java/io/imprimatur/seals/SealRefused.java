package io.imprimatur.seals;

/**
 * A seal does not vouch for what it came with. Permanent: no later try will go better. The message
 * says why, in words for staff.
 */
public final class SealRefused extends RuntimeException {
  public SealRefused(String reason) {
    super(reason);
  }

  SealRefused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
