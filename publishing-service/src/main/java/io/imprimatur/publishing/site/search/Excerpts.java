package io.imprimatur.publishing.site.search;

import io.imprimatur.publishing.site.View.Run;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/** Cuts what was found into runs: escaping and marking is the page's own work. */
final class Excerpts extends PassageFormatter {

  /** An excerpt's length in characters, about two lines of a page. */
  private static final int LONGEST = 200;

  /** How much stands before the first word that was found, where a passage is longer. */
  private static final int BEFORE = 60;

  private static final int LONGEST_WORD = 40;

  private static final String LEFT_OUT = "…";

  private final boolean whole;

  private Excerpts(boolean whole) {
    this.whole = whole;
  }

  /** For titles: all of it. */
  static Excerpts whole() {
    return new Excerpts(true);
  }

  /** For texts: a part around what was found. */
  static Excerpts part() {
    return new Excerpts(false);
  }

  @Override
  public List<Run> format(Passage[] passages, String content) {
    List<Run> runs = new ArrayList<>();
    for (Passage passage : passages) {
      add(runs, passage, content);
    }
    return runs;
  }

  private void add(List<Run> runs, Passage passage, String content) {
    List<int[]> found = found(passage);
    int from = passage.getStartOffset();
    int to = passage.getEndOffset();
    if (!whole && to - from > LONGEST) {
      from =
          found.isEmpty() ? from : Math.max(from, wordStart(content, found.getFirst()[0] - BEFORE));
      to = Math.min(to, wordStart(content, from + LONGEST));
    }
    if (!runs.isEmpty()) {
      runs.add(new Run(" " + LEFT_OUT + " ", false));
    } else if (from > passage.getStartOffset()) {
      runs.add(new Run(LEFT_OUT, false));
    }
    int at = from;
    for (int[] match : found) {
      int begin = Math.max(at, match[0]);
      int end = Math.min(to, match[1]);
      if (begin >= end) {
        continue;
      }
      text(runs, content.substring(at, begin), false);
      text(runs, content.substring(begin, end), true);
      at = end;
    }
    text(runs, content.substring(at, Math.max(at, to)).stripTrailing(), false);
    if (to < passage.getEndOffset()) {
      runs.add(new Run(LEFT_OUT, false));
    }
  }

  private static void text(List<Run> runs, String text, boolean found) {
    if (!text.isEmpty()) {
      runs.add(new Run(text.replace('\n', ' '), found));
    }
  }

  /** Where words begin and end that were found, in order, those that overlap made one. */
  private static List<int[]> found(Passage passage) {
    List<int[]> sorted = new ArrayList<>();
    for (int i = 0; i < passage.getNumMatches(); i++) {
      sorted.add(new int[] {passage.getMatchStarts()[i], passage.getMatchEnds()[i]});
    }
    sorted.sort(Comparator.comparingInt(m -> m[0]));
    List<int[]> merged = new ArrayList<>();
    for (int[] match : sorted) {
      if (!merged.isEmpty() && match[0] <= merged.getLast()[1]) {
        merged.getLast()[1] = Math.max(merged.getLast()[1], match[1]);
      } else {
        merged.add(match);
      }
    }
    return merged;
  }

  /** The last place at or before one where a word begins; the place itself in a very long word. */
  private static int wordStart(String content, int near) {
    if (near <= 0 || near >= content.length()) {
      return Math.clamp(near, 0, content.length());
    }
    int from = Math.max(0, near - LONGEST_WORD);
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(content.substring(from, Math.min(content.length(), near + 1)));
    int start = words.preceding(near - from + 1);
    return start > 0
        ? from + start
        : near - (Character.isLowSurrogate(content.charAt(near)) ? 1 : 0);
  }
}
