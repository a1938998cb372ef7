package io.imprimatur.compare;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a block is recognised by: its words, and pairs of neighbouring Han characters. */
final class Features {

  private final Map<String, Integer> counts = new HashMap<>();
  private int total;

  static Features of(String text, Locale language) {
    Features features = new Features();
    int[] bounds = Segments.of(text, language);
    String han = "";
    for (int i = 0; i + 1 < bounds.length; i++) {
      String segment = text.substring(bounds[i], bounds[i + 1]);
      int first = segment.codePointAt(0);
      if (!Character.isLetterOrDigit(first)) {
        han = "";
      } else if (Segments.isHan(first)) {
        features.add(han.isEmpty() ? segment : han + segment);
        han = segment;
      } else {
        features.add(segment.toLowerCase(Locale.ROOT));
        han = "";
      }
    }
    return features;
  }

  private void add(String feature) {
    counts.merge(feature, 1, Integer::sum);
    total++;
  }

  Iterable<String> names() {
    return counts.keySet();
  }

  int size() {
    return counts.size();
  }

  int total() {
    return total;
  }

  /** The share of what both have in common, 0 to 1 (Dice's coefficient over the counts). */
  double likeness(Features other) {
    if (total == 0 || other.total == 0) {
      return 0;
    }
    if (counts.size() > other.counts.size()) {
      return other.likeness(this);
    }
    int common = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      common += Math.min(each.getValue(), other.counts.getOrDefault(each.getKey(), 0));
    }
    return 2.0 * common / (total + other.total);
  }
}
