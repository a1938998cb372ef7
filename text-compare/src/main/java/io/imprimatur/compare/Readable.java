package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes an alignment read well: an inserted stretch begins where a sentence, clause or word does,
 * and changes with only a scattered hit between them become one.
 */
final class Readable {

  private static final int MAX_SLIDE = 200;

  /** Letters that a stretch between two changes may have to be swallowed. */
  private static final int MAX_LETTERS = 12;

  private static final int MAX_HAN = 2;

  private static final String STOPS = "。！？；.!?;\n";
  private static final String COMMAS = "，、：,:）)》”";

  private final int[] found;
  private final List<String> a;
  private final List<String> b;

  private Readable(int[] found, List<String> a, List<String> b) {
    this.found = found;
    this.a = a;
    this.b = b;
  }

  static void make(int[] found, List<String> a, List<String> b) {
    Readable readable = new Readable(found, a, b);
    readable.slide();
    for (int pass = 0; pass < 5 && readable.merge(); pass++) {}
  }

  /** A stretch of segments that are all the same, or all changed. */
  private record Stretch(boolean same, int a0, int a1, int b0, int b1) {}

  private List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int i0 = i;
      int j0 = j;
      while (i < a.size() && found[i] == j) {
        i++;
        j++;
      }
      if (i > i0) {
        all.add(new Stretch(true, i0, i, j0, j));
      }
      i0 = i;
      j0 = j;
      while (i < a.size() && found[i] < 0) {
        i++;
      }
      j = i < a.size() ? found[i] : b.size();
      if (i > i0 || j > j0) {
        all.add(new Stretch(false, i0, i, j0, j));
      }
    }
    return all;
  }

  private boolean merge() {
    List<Stretch> all = stretches();
    boolean merged = false;
    for (int s = 1; s + 1 < all.size(); s++) {
      Stretch each = all.get(s);
      if (each.same && scattered(all.get(s - 1), each, all.get(s + 1))) {
        for (int i = each.a0; i < each.a1; i++) {
          found[i] = -1;
        }
        merged = true;
        s++; // the next hit is judged again once this one is swallowed
      }
    }
    return merged;
  }

  private boolean scattered(Stretch left, Stretch hit, Stretch right) {
    boolean gone = left.a0 < left.a1 || right.a0 < right.a1;
    boolean came = left.b0 < left.b1 || right.b0 < right.b1;
    if (!gone || !came) {
      return false;
    }
    int letters = 0;
    int han = 0;
    for (int i = hit.a0; i < hit.a1; i++) {
      String segment = a.get(i);
      int first = segment.codePointAt(0);
      if (Segments.isHan(first)) {
        han += segment.length();
      } else if (Character.isLetterOrDigit(first)) {
        letters += segment.length();
      } else if (first == '\n' || !Segments.isSpace(first)) {
        return false;
      }
    }
    int needed = letters + (han == 2 ? 3 : han);
    return han <= MAX_HAN
        && letters <= MAX_LETTERS
        && needed <= weight(left)
        && needed <= weight(right);
  }

  private int weight(Stretch changed) {
    return Math.max(letters(a, changed.a0, changed.a1), letters(b, changed.b0, changed.b1));
  }

  private static int letters(List<String> segments, int from, int to) {
    int letters = 0;
    for (int i = from; i < to && letters <= MAX_LETTERS; i++) {
      String segment = segments.get(i);
      letters += Character.isLetterOrDigit(segment.codePointAt(0)) ? segment.length() : 0;
    }
    return letters;
  }

  private void slide() {
    for (Stretch each : stretches()) {
      if (!each.same && each.a0 == each.a1) {
        slideInserted(each);
      } else if (!each.same && each.b0 == each.b1) {
        slideRemoved(each);
      }
    }
  }

  private void slideInserted(Stretch s) {
    int left = 0;
    while (left < MAX_SLIDE
        && s.a0 - left > 0
        && found[s.a0 - left - 1] == s.b0 - left - 1
        && b.get(s.b0 - left - 1).equals(b.get(s.b1 - left - 1))) {
      left++;
    }
    int right = 0;
    while (right < MAX_SLIDE
        && s.a0 + right < a.size()
        && found[s.a0 + right] == s.b1 + right
        && b.get(s.b0 + right).equals(b.get(s.b1 + right))) {
      right++;
    }
    int by = best(b, s.b0, s.b1, left, right);
    for (int k = -1; k >= by; k--) {
      found[s.a0 + k] = s.b1 + k;
    }
    for (int k = 0; k < by; k++) {
      found[s.a0 + k] = s.b0 + k;
    }
  }

  private void slideRemoved(Stretch s) {
    int left = 0;
    while (left < MAX_SLIDE
        && s.a0 - left > 0
        && found[s.a0 - left - 1] >= 0
        && found[s.a0 - left - 1] == s.b0 - left - 1
        && a.get(s.a0 - left - 1).equals(a.get(s.a1 - left - 1))) {
      left++;
    }
    int right = 0;
    while (right < MAX_SLIDE
        && s.a1 + right < a.size()
        && found[s.a1 + right] == s.b0 + right
        && a.get(s.a0 + right).equals(a.get(s.a1 + right))) {
      right++;
    }
    int by = best(a, s.a0, s.a1, left, right);
    for (int k = -1; k >= by; k--) {
      found[s.a1 + k] = s.b0 + k;
      found[s.a0 + k] = -1;
    }
    for (int k = 0; k < by; k++) {
      found[s.a0 + k] = s.b0 + k;
      found[s.a1 + k] = -1;
    }
  }

  /** How far to slide, negative to the left. */
  private static int best(List<String> text, int from, int to, int left, int right) {
    int best = 0;
    int score = -1;
    for (int by = -left; by <= right; by++) {
      int here = score(text, from + by, to + by);
      if (here > score || (here == score && by <= 0)) {
        best = by;
        score = here;
      }
    }
    return best;
  }

  private static int score(List<String> text, int from, int to) {
    String before = from == 0 ? "\n" : text.get(from - 1);
    String last = text.get(to - 1);
    boolean spaced = isSpace(before) && from > 1;
    int late = isSpace(text.get(from)) ? 1 : 0; // rather "word " than " word"
    if (STOPS.contains(before) || (spaced && STOPS.contains(text.get(from - 2)))) {
      return 8 - late;
    }
    if (COMMAS.contains(before) || (spaced && COMMAS.contains(text.get(from - 2)))) {
      return 6 - late;
    }
    if (STOPS.contains(last) || COMMAS.contains(last)) {
      return 4 - late;
    }
    return isSpace(before) ? 3 : 2 - late;
  }

  private static boolean isSpace(String segment) {
    return Segments.isSpace(segment.codePointAt(0));
  }
}
