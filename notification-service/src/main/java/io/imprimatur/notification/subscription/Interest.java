package io.imprimatur.notification.subscription;

import java.util.Comparator;

/**
 * What somebody wants to hear of: the articles of one section, or of all, in one language.
 *
 * @param section a section's id, or {@value #EVERY_SECTION}
 * @param language {@code zh} or {@code en}
 */
public record Interest(String section, String language) implements Comparable<Interest> {

  public static final String EVERY_SECTION = "*";

  private static final Comparator<Interest> ORDER =
      Comparator.comparing(Interest::language).thenComparing(Interest::section);

  /** Whether whoever has this interest has the other one too. */
  public boolean covers(Interest other) {
    return language.equals(other.language)
        && (section.equals(EVERY_SECTION) || section.equals(other.section));
  }

  @Override
  public int compareTo(Interest other) {
    return ORDER.compare(this, other);
  }

  /** {@code zh/government}, as tokens and forms write it. */
  public String text() {
    return language + "/" + section;
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException where it is nothing of the kind
   */
  public static Interest parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw new IllegalArgumentException("no interest: " + text);
    }
    return new Interest(text.substring(slash + 1), text.substring(0, slash));
  }
}
