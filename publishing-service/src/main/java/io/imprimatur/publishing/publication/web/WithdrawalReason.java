package io.imprimatur.publishing.publication.web;

import io.imprimatur.kit.Invalid.FieldError;
import java.util.Optional;

/** What a publisher says of a withdrawal: 1 to 4,000 characters. */
final class WithdrawalReason {

  static final String FIELD = "reason";
  static final int LONGEST = 4_000;

  private WithdrawalReason() {}

  /** Without what surrounds it, and with single line ends. */
  static String tidy(String sent) {
    return sent == null ? "" : sent.replace("\r\n", "\n").strip();
  }

  static Optional<FieldError> objection(String reason) {
    if (reason.isEmpty()) {
      return Optional.of(
          new FieldError(FIELD, "must have 1 to 4,000 characters").coded("reason-missing"));
    }
    if (reason.codePointCount(0, reason.length()) > LONGEST) {
      return Optional.of(
          new FieldError(FIELD, "must have 1 to 4,000 characters")
              .coded("reason-long", reason.codePointCount(0, reason.length())));
    }
    if (reason.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return Optional.of(
          new FieldError(FIELD, "holds half of a character (an unpaired surrogate)")
              .coded("reason-half"));
    }
    return Optional.empty();
  }
}
