package io.imprimatur.publishing.publication;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A word of a title, typed to show that the right page is meant. Case, width and accents of keys
 * don't count. Chinese has no spaces between words, so any two characters of it that stand together
 * will do.
 */
public final class TitleWord {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}{1,4}");
  private static final int SHORTEST = 2;

  private TitleWord() {}

  /** Whether what was typed is a word of a title, or several in their order. */
  public static boolean confirms(String typed, String title) {
    List<String> words = words(plain(typed));
    String asked = String.join(" ", words);
    String spaced = String.join(" ", words(plain(title)));
    if (asked.isEmpty()) {
      return plain(typed).strip().equals(plain(title).strip());
    }
    if (asked.equals(spaced)) {
      return true;
    }
    if (asked.codePointCount(0, asked.length()) < SHORTEST) {
      return false;
    }
    return CHINESE.matcher(asked).find()
        ? spaced.replace(" ", "").contains(asked.replace(" ", ""))
        : (" " + spaced + " ").contains(" " + asked + " ");
  }

  /** A word of a title that would do. */
  public static String example(String title) {
    List<String> chinese = found(CHINESE, title);
    if (!chinese.isEmpty()
        && chinese.getFirst().codePointCount(0, chinese.getFirst().length()) >= SHORTEST) {
      return chinese.getFirst();
    }
    return words(title).stream()
        .filter(w -> w.length() >= SHORTEST)
        .reduce((a, b) -> b.length() > a.length() ? b : a)
        .orElse(title.strip());
  }

  private static List<String> words(String text) {
    return found(WORD, text);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
