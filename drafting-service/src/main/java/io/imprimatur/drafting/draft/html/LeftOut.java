package io.imprimatur.drafting.draft.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** The names of what was taken out, each once, in order; bounded, because the input names them. */
final class LeftOut {

  private static final int MAX_NAMES = 100;
  private static final int MAX_LENGTH = 60;

  private static final int MAX_CHARACTERS = 10;

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<Integer> characters = new LinkedHashSet<>();

  void add(String name) {
    if (names.size() < MAX_NAMES) {
      String shown = name.toLowerCase(Locale.ROOT).replaceAll("[^\\x21-\\x7e]", "?");
      names.add(shown.length() > MAX_LENGTH ? shown.substring(0, MAX_LENGTH) : shown);
    }
  }

  /** Remembers halves of surrogate pairs, which the sanitizer takes out unseen. */
  void addHalves(String html) {
    add(html, Characters::isHalf);
  }

  /** Remembers characters of a text that turn the text around them. */
  void addTurning(String text) {
    add(text, io.imprimatur.events.Characters::turnsText);
  }

  private void add(String text, IntPredicate isMissed) {
    text.codePoints()
        .filter(isMissed)
        .filter(c -> characters.size() < MAX_CHARACTERS)
        .forEach(characters::add);
  }

  List<String> names() {
    return new ArrayList<>(names);
  }

  List<Integer> characters() {
    return new ArrayList<>(characters);
  }
}
