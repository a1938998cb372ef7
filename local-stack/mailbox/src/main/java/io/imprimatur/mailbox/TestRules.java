package io.imprimatur.mailbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that fail on purpose, so that a sender's ways with failures can be tried: {@code
 * fail550@…} is refused for good, {@code defer451@…} for now, both with the number as the reply
 * code. With {@code .data} behind the number the refusal comes after the mail's final dot, and
 * {@code drop.data@…} closes the connection there, when the mail is kept, without a reply. With
 * {@code .later} behind it all, the address takes one mail first.
 */
final class TestRules {

  enum Moment {
    AT_RECIPIENT,
    AFTER_DATA
  }

  /**
   * What happens.
   *
   * @param code the SMTP reply code; 0: no reply, the connection ends
   * @param later only where the address has a mail already
   */
  record Rule(Moment moment, int code, boolean later) {}

  private static final Pattern REFUSED =
      Pattern.compile("(?:fail(5\\d\\d)|defer(4\\d\\d))(\\.data)?(\\.later)?(?:[+.-].*)?@.*");
  private static final Pattern DROPPED = Pattern.compile("drop\\.data(\\.later)?(?:[+.-].*)?@.*");

  private TestRules() {}

  static Optional<Rule> of(String address) {
    String lower = address.toLowerCase();
    Matcher dropped = DROPPED.matcher(lower);
    if (dropped.matches()) {
      return Optional.of(new Rule(Moment.AFTER_DATA, 0, dropped.group(1) != null));
    }
    Matcher refused = REFUSED.matcher(lower);
    if (!refused.matches()) {
      return Optional.empty();
    }
    String code = refused.group(1) == null ? refused.group(2) : refused.group(1);
    return Optional.of(
        new Rule(
            refused.group(3) == null ? Moment.AT_RECIPIENT : Moment.AFTER_DATA,
            Integer.parseInt(code),
            refused.group(4) != null));
  }
}
