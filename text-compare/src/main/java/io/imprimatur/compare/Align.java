package io.imprimatur.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which elements of one sequence stand again in another, in the same order. Short stretches
 * by Myers' algorithm (1986); long ones are first cut where an element stands once in both, as
 * patience diff does, which keeps the work near to linear.
 */
final class Align {

  /** Elements of both sides together that are aligned without cutting them first. */
  private static final int SHORT = 2_000;

  /** Differences after which a stretch counts as replaced; their square is kept in memory. */
  private static final int MAX_DIFFERENCES = 1_500;

  private static final int MAX_DEPTH = 64;

  private record Stretch(int a0, int a1, int b0, int b1, int depth) {}

  private final int[] a;
  private final int[] b;
  private final Effort effort;
  private final int[] found;
  private final Deque<Stretch> todo = new ArrayDeque<>();

  private Align(int[] a, int[] b, Effort effort) {
    this.a = a;
    this.b = b;
    this.effort = effort;
    this.found = new int[a.length];
    Arrays.fill(found, -1);
  }

  /** For each element of {@code a} its place in {@code b}, or -1; places only ever grow. */
  static int[] of(int[] a, int[] b, Effort effort) {
    Align align = new Align(a, b, effort);
    align.todo.push(new Stretch(0, a.length, 0, b.length, 0));
    while (!align.todo.isEmpty()) {
      align.align(align.trimmed(align.todo.pop()));
    }
    return align.found;
  }

  /** Gives equal elements of two lists equal numbers. */
  static int[][] numbered(List<String> a, List<String> b) {
    Map<String, Integer> numbers = new HashMap<>();
    int[][] both = {new int[a.size()], new int[b.size()]};
    List<List<String>> lists = List.of(a, b);
    for (int side = 0; side < 2; side++) {
      int i = 0;
      for (String each : lists.get(side)) {
        both[side][i++] = numbers.computeIfAbsent(each, k -> numbers.size());
      }
    }
    return both;
  }

  private Stretch trimmed(Stretch s) {
    int a0 = s.a0;
    int a1 = s.a1;
    int b0 = s.b0;
    int b1 = s.b1;
    while (a0 < a1 && b0 < b1 && a[a0] == b[b0]) {
      found[a0++] = b0++;
    }
    while (a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1]) {
      found[--a1] = --b1;
    }
    return new Stretch(a0, a1, b0, b1, s.depth);
  }

  private void align(Stretch s) {
    int size = s.a1 - s.a0 + s.b1 - s.b0;
    if (s.a0 == s.a1 || s.b0 == s.b1) {
      return;
    }
    if (size <= SHORT && myers(s)) {
      return;
    }
    if (s.depth >= MAX_DEPTH || !effort.take(size) || !cut(s)) {
      myers(s);
    }
  }

  /** Cuts at the longest rising sequence of elements that stand once on each side. */
  private boolean cut(Stretch s) {
    Map<Integer, int[]> places = new HashMap<>(); // times in a, times in b, place in a
    for (int i = s.a0; i < s.a1; i++) {
      int[] seen = places.computeIfAbsent(a[i], k -> new int[3]);
      seen[0]++;
      seen[2] = i;
    }
    for (int j = s.b0; j < s.b1; j++) {
      int[] seen = places.get(b[j]);
      if (seen != null) {
        seen[1]++;
      }
    }
    List<int[]> once = new ArrayList<>();
    for (int j = s.b0; j < s.b1; j++) {
      int[] seen = places.get(b[j]);
      if (seen != null && seen[0] == 1 && seen[1] == 1) {
        once.add(new int[] {seen[2], j});
      }
    }
    List<int[]> anchors = Rising.of(once);
    int fromA = s.a0;
    int fromB = s.b0;
    for (int[] anchor : anchors) {
      found[anchor[0]] = anchor[1];
      todo.push(new Stretch(fromA, anchor[0], fromB, anchor[1], s.depth + 1));
      fromA = anchor[0] + 1;
      fromB = anchor[1] + 1;
    }
    if (!anchors.isEmpty()) {
      todo.push(new Stretch(fromA, s.a1, fromB, s.b1, s.depth + 1));
    }
    return !anchors.isEmpty();
  }

  /** The shortest way from one stretch to the other, unless it is too long to look for. */
  private boolean myers(Stretch s) {
    int n = s.a1 - s.a0;
    int m = s.b1 - s.b0;
    int max = Math.min(n + m, MAX_DIFFERENCES);
    int[] reach = new int[2 * max + 3]; // furthest place in a on each diagonal
    int zero = max + 1;
    List<int[]> history = new ArrayList<>();
    for (int d = 0; d <= max; d++) {
      if (!effort.take(4L * d + 4)) {
        return false;
      }
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && reach[zero + k - 1] < reach[zero + k + 1]);
        int x = down ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
        int from = x;
        while (x < n && x - k < m && x - k >= 0 && a[s.a0 + x] == b[s.b0 + x - k]) {
          x++;
        }
        effort.take(x - from);
        reach[zero + k] = x;
        if (x >= n && x - k >= m) {
          history.add(Arrays.copyOfRange(reach, zero - d, zero + d + 1));
          walkBack(s, history);
          return true;
        }
      }
      history.add(Arrays.copyOfRange(reach, zero - d, zero + d + 1));
    }
    return false;
  }

  private void walkBack(Stretch s, List<int[]> history) {
    int x = s.a1 - s.a0;
    int y = s.b1 - s.b0;
    for (int d = history.size() - 1; d > 0; d--) {
      int[] before = history.get(d - 1); // diagonal k is at k + d - 1
      int k = x - y;
      boolean down = k == -d || (k != d && at(before, k - 1, d) < at(before, k + 1, d));
      int fromK = down ? k + 1 : k - 1;
      int fromX = at(before, fromK, d);
      int startX = down ? fromX : fromX + 1;
      while (x > startX) {
        found[s.a0 + --x] = s.b0 + --y;
      }
      x = fromX;
      y = fromX - fromK;
    }
    while (x > 0 && y > 0) {
      found[s.a0 + --x] = s.b0 + --y;
    }
  }

  private static int at(int[] before, int k, int d) {
    int i = k + d - 1;
    return i < 0 || i >= before.length ? -1 : before[i];
  }
}
