package io.imprimatur.drafting.draft.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of what was taken out, each once, in order; bounded, because the input names them. */
final class LeftOut {

  private static final int MAX_NAMES = 100;
  private static final int MAX_LENGTH = 60;

  private final Set<String> names = new LinkedHashSet<>();

  void add(String name) {
    if (names.size() < MAX_NAMES) {
      String shown = name.toLowerCase(Locale.ROOT).replaceAll("[^\\x21-\\x7e]", "?");
      names.add(shown.length() > MAX_LENGTH ? shown.substring(0, MAX_LENGTH) : shown);
    }
  }

  List<String> names() {
    return new ArrayList<>(names);
  }
}
