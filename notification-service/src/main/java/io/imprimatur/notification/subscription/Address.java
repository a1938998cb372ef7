package io.imprimatur.notification.subscription;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail address in its one normalised form: no space around it, Unicode NFC, the part before the @
 * in lower case, the domain in lower-case ASCII (IDNA, RFC 3490). Two spellings of one mailbox are
 * then one subscriber.
 *
 * @param value at most 254 octets (RFC 5321, section 4.5.3.1)
 */
public record Address(String value) {

  private static final int MOST_OCTETS = 254;
  private static final int MOST_LOCAL_OCTETS = 64;
  private static final Pattern ATOMS =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Whatever in a text may be an address, without what comes after its first character. */
  private static final Pattern ANY =
      Pattern.compile("([^\\s<>()\"',;:@])[^\\s<>()\"',;:@]*@([^\\s<>()\"',;:@]+)");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /**
   * Reads what somebody typed.
   *
   * @throws NoAddress where no mail could be sent there; says why
   */
  public static Address of(String typed) {
    if (typed == null || typed.isBlank()) {
      throw new NoAddress(NoAddress.Fault.EMPTY);
    }
    if (typed.chars().anyMatch(Character::isISOControl)) {
      throw new NoAddress(NoAddress.Fault.CONTROL_CHARACTER);
    }
    String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_OCTETS) {
      throw new NoAddress(NoAddress.Fault.TOO_LONG);
    }
    int at = text.lastIndexOf('@');
    if (at <= 0 || at == text.length() - 1) {
      throw new NoAddress(NoAddress.Fault.NO_AT);
    }
    String whole = local(text.substring(0, at)) + "@" + domain(text.substring(at + 1));
    if (whole.length() > MOST_OCTETS) {
      throw new NoAddress(NoAddress.Fault.TOO_LONG);
    }
    return new Address(whole);
  }

  private static String local(String typed) {
    String local = typed.toLowerCase(Locale.ROOT);
    if (local.length() > MOST_LOCAL_OCTETS || !ATOMS.matcher(local).matches()) {
      throw new NoAddress(NoAddress.Fault.LOCAL_PART);
    }
    return local;
  }

  private static String domain(String typed) {
    String domain;
    try {
      domain = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new NoAddress(NoAddress.Fault.DOMAIN);
    }
    if (!DOMAIN.matcher(domain).matches()
        || NUMBER.matcher(domain.substring(domain.lastIndexOf('.') + 1)).matches()) {
      throw new NoAddress(NoAddress.Fault.DOMAIN);
    }
    return domain;
  }

  /** For people who must recognise it and nobody else: {@code l•••@press.example}. */
  public String masked() {
    return value.substring(0, 1) + "•••" + value.substring(value.indexOf('@'));
  }

  /** A text with all addresses in it masked, such as a mail server's words; null stays null. */
  public static String maskAll(String text) {
    return text == null
        ? null
        : ANY.matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + "•••@" + m.group(2)));
  }

  /** Masked, so that a log that prints a subscriber tells nobody's address. */
  @Override
  public String toString() {
    return masked();
  }
}
