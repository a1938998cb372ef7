package io.imprimatur.drafting.draft.imports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file gave.
 *
 * @param file its name, without folders
 * @param title its first heading, else its first line, else its name
 * @param body canonical HTML, without the title where that was its first block
 * @param leftOut what could not be taken over
 */
public record Imported(String file, String title, String body, List<String> leftOut) {

  public Imported {
    leftOut = List.copyOf(leftOut);
  }

  /** What was left out here and later, each once. */
  public List<String> leftOutWith(List<String> later) {
    Set<String> all = new LinkedHashSet<>(leftOut);
    all.addAll(later);
    return new ArrayList<>(all);
  }
}
