package io.imprimatur.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which block of one list is which of another: the same, a changed one, a moved one. */
final class Pairing {

  /** From this likeness on a block elsewhere is the same one, moved. */
  static final double MOVED = 0.6;

  /** From this likeness on a block at the same place is the same one, changed. */
  private static final double CHANGED = 0.4;

  /** The same, where one block stands against one. */
  private static final double ALONE = 0.25;

  private static final int EACH_WITH_EACH = 20_000;
  private static final int RARE = 8;

  /**
   * One step through both lists. A place is -1 where there is no such block.
   *
   * @param moved whether the block stood elsewhere among those that stayed
   */
  record Step(int a, int b, boolean moved) {}

  private record Candidate(int a, int b, double likeness, boolean here) {}

  private final List<Block> a;
  private final List<Block> b;
  private final boolean moves;
  private final Effort effort;
  private final int[] toB;
  private final int[] toA;

  private Pairing(List<Block> a, List<Block> b, boolean moves, Effort effort) {
    this.a = a;
    this.b = b;
    this.moves = moves;
    this.effort = effort;
    this.toB = new int[a.size()];
    this.toA = new int[b.size()];
    Arrays.fill(toB, -1);
    Arrays.fill(toA, -1);
  }

  /** In the order of {@code b}; what is gone stands behind what it followed in {@code a}. */
  static List<Step> of(List<Block> a, List<Block> b, boolean moves, Effort effort) {
    Pairing pairing = new Pairing(a, b, moves, effort);
    pairing.pairSame();
    if (moves) {
      pairing.pairSameElsewhere();
    }
    pairing.pairAlike();
    return pairing.steps();
  }

  private void pair(int i, int j) {
    toB[i] = j;
    toA[j] = i;
  }

  private void pairSame() {
    int[][] numbered =
        Align.numbered(a.stream().map(Block::html).toList(), b.stream().map(Block::html).toList());
    int[] found = Align.of(numbered[0], numbered[1], effort);
    for (int i = 0; i < found.length; i++) {
      if (found[i] >= 0) {
        pair(i, found[i]);
      }
    }
  }

  private void pairSameElsewhere() {
    Map<String, Deque<Integer>> places = new HashMap<>();
    for (int i = 0; i < a.size(); i++) {
      if (toB[i] < 0 && a.get(i).features().total() > 0) {
        places.computeIfAbsent(a.get(i).html(), k -> new ArrayDeque<>()).add(i);
      }
    }
    for (int j = 0; j < b.size(); j++) {
      Deque<Integer> same = toA[j] < 0 ? places.get(b.get(j).html()) : null;
      if (same != null && !same.isEmpty()) {
        pair(same.remove(), j);
      }
    }
  }

  private void pairAlike() {
    List<Candidate> candidates = new ArrayList<>();
    int[] gapA = gaps(toB);
    int[] gapB = gaps(toA);
    Map<Integer, Integer> free = new HashMap<>(); // how many blocks of a gap are free, both sides
    for (int i = 0; i < toB.length; i++) {
      if (toB[i] < 0) {
        free.merge(gapA[i], 1, Integer::sum);
      }
    }
    for (int j = 0; j < toA.length; j++) {
      if (toA[j] < 0) {
        free.merge(gapB[j], 1, Integer::sum);
      }
    }
    for (int[] pair : worthALook()) {
      Block one = a.get(pair[0]);
      Block other = b.get(pair[1]);
      if (!effort.take(Math.min(one.features().size(), other.features().size()) + 1)) {
        break;
      }
      boolean here = gapA[pair[0]] == gapB[pair[1]];
      boolean alone = here && free.get(gapA[pair[0]]) == 2;
      double likeness = one.features().likeness(other.features());
      double needed = !here ? MOVED : alone ? ALONE : CHANGED;
      if (likeness >= needed && (here || moves)) {
        candidates.add(new Candidate(pair[0], pair[1], likeness, here));
      }
    }
    candidates.sort(
        Comparator.comparingDouble((Candidate c) -> -c.likeness)
            .thenComparing(c -> !c.here)
            .thenComparingInt(Candidate::a)
            .thenComparingInt(Candidate::b));
    for (Candidate each : candidates) {
      if (toB[each.a] < 0 && toA[each.b] < 0) {
        pair(each.a, each.b);
      }
    }
  }

  /** For each place how many blocks before it are found on the other side. */
  private static int[] gaps(int[] found) {
    int[] gaps = new int[found.length];
    int gap = 0;
    for (int i = 0; i < found.length; i++) {
      gap += found[i] >= 0 ? 1 : 0;
      gaps[i] = gap;
    }
    return gaps;
  }

  private List<int[]> worthALook() {
    List<Integer> freeA = free(toB);
    List<Integer> freeB = free(toA);
    List<int[]> pairs = new ArrayList<>();
    if ((long) freeA.size() * freeB.size() <= EACH_WITH_EACH) {
      freeA.forEach(i -> freeB.forEach(j -> pairs.add(new int[] {i, j})));
      return pairs;
    }
    Map<String, List<Integer>> index = new HashMap<>();
    for (int j : freeB) {
      for (String name : b.get(j).features().names()) {
        List<Integer> places = index.computeIfAbsent(name, k -> new ArrayList<>());
        if (places.size() <= RARE) {
          places.add(j);
        }
      }
    }
    for (int i : freeA) {
      Set<Integer> seen = new HashSet<>();
      for (String name : a.get(i).features().names()) {
        List<Integer> places = index.getOrDefault(name, List.of());
        if (places.size() <= RARE && seen.size() <= 4 * RARE) {
          seen.addAll(places);
        }
      }
      seen.stream().sorted().forEach(j -> pairs.add(new int[] {i, j}));
    }
    return pairs;
  }

  private static List<Integer> free(int[] found) {
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0) {
        free.add(i);
      }
    }
    return free;
  }

  private List<Step> steps() {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < toB.length; i++) {
      if (toB[i] >= 0) {
        pairs.add(new int[] {i, toB[i]});
      }
    }
    boolean[] stays = new boolean[a.size()];
    Rising.of(pairs, pair -> 1L + a.get(pair[0]).html().length())
        .forEach(pair -> stays[pair[0]] = true);
    for (int[] pair : pairs) {
      if (!stays[pair[0]] && !mayMove(a.get(pair[0]), b.get(pair[1]))) {
        toB[pair[0]] = -1;
        toA[pair[1]] = -1;
      }
    }
    List<Step> steps = new ArrayList<>();
    int i = 0;
    for (int j = 0; j <= b.size(); j++) {
      boolean anchor = j == b.size() || (toA[j] >= 0 && stays[toA[j]]);
      if (!anchor) {
        continue;
      }
      int end = j == b.size() ? a.size() : toA[j];
      for (; i < end; i++) {
        if (toB[i] < 0) {
          steps.add(new Step(i, -1, false));
        }
      }
      addUntil(j, steps, stays);
      if (j < b.size()) {
        steps.add(new Step(i++, j, false));
      }
    }
    return steps;
  }

  private int written;

  private void addUntil(int end, List<Step> steps, boolean[] stays) {
    for (; written < end; written++) {
      int from = toA[written];
      steps.add(new Step(from, written, from >= 0 && !stays[from]));
    }
    written = end + 1;
  }

  private boolean mayMove(Block one, Block other) {
    return moves
        && (one.html().equals(other.html()) || one.features().likeness(other.features()) >= MOVED);
  }
}
