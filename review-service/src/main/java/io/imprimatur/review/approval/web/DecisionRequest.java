package io.imprimatur.review.approval.web;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.review.approval.Decision;
import io.imprimatur.review.approval.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decision as it is sent.
 *
 * @param digest of the text that was read, as {@code GET /api/reviews/{articleId}} gave it
 * @param verdict {@code approve}, {@code request-changes} or {@code reject}
 * @param reason at most 4,000 characters; needed unless the verdict is {@code approve}
 * @param round the round that was looked at; without it, the one that runs
 * @param step the step decided for; without it, the one that is open
 */
record DecisionRequest(String digest, String verdict, String reason, Integer round, Integer step) {

  /**
   * @throws Invalid naming every field that is wrong
   */
  Decision toDecision() {
    List<FieldError> errors = new ArrayList<>();
    Digest read = readDigest(errors);
    Optional<Verdict> said = verdict == null ? Optional.empty() : Verdict.of(verdict);
    if (said.isEmpty()) {
      errors.add(new FieldError("verdict", "must be approve, request-changes or reject"));
    }
    String why = reason == null || reason.isBlank() ? null : Text.normal(reason.strip());
    checkReason(why, said, errors);
    atLeastOne("round", round, errors);
    atLeastOne("step", step, errors);
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return new Decision(read, said.orElseThrow(), why, round, step);
  }

  private Digest readDigest(List<FieldError> errors) {
    try {
      return new Digest(digest);
    } catch (IllegalArgumentException e) {
      errors.add(
          new FieldError(
              "digest",
              "must be sha256: followed by 64 lower-case hex digits, as the review names it"));
      return null;
    }
  }

  private static void checkReason(String why, Optional<Verdict> said, List<FieldError> errors) {
    if (why == null) {
      if (said.filter(Verdict::needsReason).isPresent()) {
        errors.add(
            new FieldError("reason", "must say why: the writer reads it").coded("reason-missing"));
      }
      return;
    }
    if (why.codePointCount(0, why.length()) > Text.MAX_NOTE) {
      errors.add(
          new FieldError("reason", "must have at most " + Text.MAX_NOTE + " characters")
              .coded("reason-too-long", Text.MAX_NOTE));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(why) || why.indexOf('\0') >= 0) {
      errors.add(
          new FieldError("reason", "must be text: it holds half a character or a NUL")
              .coded("reason-no-text"));
    }
  }

  private static void atLeastOne(String field, Integer value, List<FieldError> errors) {
    if (value != null && value < 1) {
      errors.add(new FieldError(field, "must be 1 or more"));
    }
  }
}
