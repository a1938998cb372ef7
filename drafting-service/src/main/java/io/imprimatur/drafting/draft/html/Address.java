package io.imprimatur.drafting.draft.html;

import io.imprimatur.events.Text;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a link leads, as a URI (RFC 3986): absolute, and with every other character
 * percent-encoded, so that it reads the same everywhere. It names no user: what stands before an
 * {@code @} is either a secret or made to look like the host.
 */
final class Address {

  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)");
  private static final Pattern WEB = Pattern.compile("//([^/?#]+)(.*)");
  private static final Set<String> WEB_SCHEMES = Set.of("http", "https");
  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
  private static final String URI_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=";

  /** How addresses stand in a body. */
  static final Pattern FORM =
      Pattern.compile("(?:https?://[^/?#]|mailto:)[\\w.~:/?#\\[\\]@!$&'()*+,;=%-]+");

  private Address() {}

  /** The scheme of a link as a browser would see it, in lower case. */
  static Optional<String> scheme(String href) {
    Matcher scheme = SCHEME.matcher(plain(href).replaceAll("[\\s\\xa0]", ""));
    return scheme.matches()
        ? Optional.of(scheme.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The address in its one spelling, or nothing where it is none of ours. */
  static Optional<String> of(String href) {
    Matcher parts = SCHEME.matcher(plain(href));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> web(parts.group(2)).map(rest -> scheme + ":" + rest);
      case "mailto" ->
          Optional.of(encoded(parts.group(2))).filter(a -> !a.isEmpty()).map(a -> "mailto:" + a);
      default -> Optional.empty();
    };
  }

  private static Optional<String> web(String rest) {
    Matcher parts = WEB.matcher(rest.replace('\\', '/'));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String authority = authority(parts.group(1));
    return authority.contains("@")
        ? Optional.empty()
        : Optional.of("//" + authority + encoded(parts.group(2)));
  }

  /** Whether a web address has a user's name before its host (RFC 3986, 3.2.1). */
  static boolean namesUser(String href) {
    Matcher parts = SCHEME.matcher(plain(href));
    if (!parts.matches() || !WEB_SCHEMES.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
      return false;
    }
    Matcher web = WEB.matcher(parts.group(2).replace('\\', '/'));
    return web.matches() && authority(web.group(1)).contains("@");
  }

  /** An internationalised name in its ASCII form (RFC 5891). */
  private static String authority(String authority) {
    if (ASCII.matcher(authority).matches()) {
      return encoded(authority);
    }
    int host = authority.lastIndexOf('@') + 1;
    int port = authority.indexOf(':', host);
    int end = port < 0 ? authority.length() : port;
    try {
      String ascii = IDN.toASCII(authority.substring(host, end)); // may make an @ of its wide form
      return encoded(authority.substring(0, host) + ascii + authority.substring(end));
    } catch (IllegalArgumentException noName) {
      return encoded(authority);
    }
  }

  /** Without what browsers ignore in an address (URL Standard, 4.4) and no document may hold. */
  private static String plain(String href) {
    StringBuilder kept = new StringBuilder();
    href.codePoints()
        .filter(c -> Characters.isAllowed(c) && c != '\n' && c != '\t')
        .forEach(kept::appendCodePoint);
    return Text.normal(kept.toString()).strip();
  }

  private static String encoded(String part) {
    StringBuilder uri = new StringBuilder();
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      if (URI_CHARACTERS.indexOf(c) >= 0 || (c == '%' && isEscape(bytes, i))) {
        uri.append(c);
      } else {
        uri.append("%%%02x".formatted((int) c));
      }
    }
    return uri.toString();
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }
}
