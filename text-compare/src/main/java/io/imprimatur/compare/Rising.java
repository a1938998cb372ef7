package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** The heaviest choice of pairs of places that rises on both sides. */
final class Rising {

  private Rising() {}

  static List<int[]> of(List<int[]> pairs) {
    return of(pairs, pair -> 1);
  }

  /** Each place stands in one pair at most. The answer is in order. */
  static List<int[]> of(List<int[]> pairs, ToLongFunction<int[]> weight) {
    List<int[]> sorted = new ArrayList<>(pairs);
    sorted.sort(Comparator.comparingInt(pair -> pair[0]));
    int top = pairs.stream().mapToInt(pair -> pair[1]).max().orElse(-1) + 1;
    long[] best = new long[sorted.size()];
    int[] before = new int[sorted.size()];
    int[] tree = new int[top + 2]; // Fenwick tree: the heaviest chain that ends at or below a place
    int heaviest = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      int[] pair = sorted.get(i - 1);
      int last = 0;
      for (int t = pair[1]; t > 0; t -= t & -t) {
        last = heavier(best, last, tree[t]);
      }
      before[i - 1] = last;
      best[i - 1] = weight.applyAsLong(pair) + (last == 0 ? 0 : best[last - 1]);
      for (int t = pair[1] + 1; t < tree.length; t += t & -t) {
        tree[t] = heavier(best, tree[t], i);
      }
      heaviest = heavier(best, heaviest, i);
    }
    List<int[]> chain = new ArrayList<>();
    for (int i = heaviest; i > 0; i = before[i - 1]) {
      chain.add(sorted.get(i - 1));
    }
    Collections.reverse(chain);
    return chain;
  }

  private static int heavier(long[] best, int one, int other) {
    if (one == 0 || other == 0) {
      return Math.max(one, other);
    }
    return best[other - 1] > best[one - 1] ? other : one;
  }
}
