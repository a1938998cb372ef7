package io.imprimatur.kit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The versions on which a change may be based: an {@code If-Match} header (RFC 9110, section
 * 13.1.1). Only strong tags match.
 *
 * @param any whether every version will do ({@code *})
 * @param tags the strong tags, without their quotes
 */
public record IfMatch(boolean any, Set<String> tags) {

  private static final String FORM =
      "must be an ETag in double quotes such as \"7\", a list of them, or *";

  public IfMatch {
    tags = Set.copyOf(tags);
  }

  /** Every version will do. */
  public static IfMatch anyVersion() {
    return new IfMatch(true, Set.of());
  }

  /** Only this version. */
  public static IfMatch version(long version) {
    return new IfMatch(false, Set.of(Long.toString(version)));
  }

  /** The strong ETag of a version, quotes included: {@code "7"}. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Reads a header's value.
   *
   * @throws Invalid where it is no {@code If-Match}
   */
  public static IfMatch parse(String header) {
    String text = header.strip();
    if (text.equals("*")) {
      return anyVersion();
    }
    Set<String> tags = new LinkedHashSet<>();
    int at = 0;
    while (true) {
      at = skipSpace(text, at);
      boolean weak = text.startsWith("W/", at);
      at += weak ? 2 : 0;
      int end = at < text.length() && text.charAt(at) == '"' ? text.indexOf('"', at + 1) : -1;
      if (end < 0 || !text.substring(at + 1, end).chars().allMatch(IfMatch::isTagCharacter)) {
        throw new Invalid("If-Match", FORM);
      }
      if (!weak) {
        tags.add(text.substring(at + 1, end));
      }
      at = skipSpace(text, end + 1);
      if (at == text.length()) {
        return new IfMatch(false, tags);
      }
      if (text.charAt(at++) != ',') {
        throw new Invalid("If-Match", FORM);
      }
    }
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isTagCharacter(int c) {
    return c == 0x21 || (c >= 0x23 && c <= 0x7e) || (c >= 0x80 && c <= 0xff);
  }

  /** Whether a change that came with this header may be made to that version. */
  public boolean allows(long version) {
    return any || tags.contains(Long.toString(version));
  }

  /**
   * Refuses a change that is based on another version.
   *
   * @param current made only where it is needed: what stands there now
   * @throws PreconditionFailed where the version is another
   */
  public void require(long version, Supplier<?> current) {
    if (!allows(version)) {
      throw new PreconditionFailed(
          "It was changed meanwhile: it now has version %d.".formatted(version), current.get());
    }
  }
}
