package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares tables part by part, row by row and cell by cell. */
final class TableDiff {

  private final Effort effort;
  private final int depth;
  private final StringBuilder out = new StringBuilder();
  private int changes;

  /** Whether rows or cells came or went. */
  private boolean reshaped;

  private TableDiff(int depth, Effort effort) {
    this.depth = depth;
    this.effort = effort;
  }

  /**
   * Both tables in one. Where cells reach over several rows and rows or cells came or went, one
   * table couldn't be drawn for both, so the old one stands before the new one.
   */
  static Marked of(Block a, Block b, int depth, Effort effort) {
    TableDiff diff = new TableDiff(depth + 1, effort);
    diff.out.append(b.start());
    diff.parts(a.inner(), b.inner());
    diff.out.append(b.end());
    return diff.reshaped && (a.spansRows() || b.spansRows())
        ? BlockDiff.replaced(a, b)
        : new Marked(diff.out.toString(), diff.changes);
  }

  private void parts(List<Block> a, List<Block> b) {
    int[][] names = Align.numbered(starts(a), starts(b));
    int[] found = Align.of(names[0], names[1], effort);
    walk(a, b, found, this::part);
  }

  private interface Pair {
    void compare(Block a, Block b);
  }

  private void walk(List<Block> a, List<Block> b, int[] found, Pair pair) {
    int j = 0;
    for (int i = 0; i <= a.size(); i++) {
      if (i < a.size() && found[i] < 0) {
        whole(a.get(i), Mark.DEL);
        continue;
      }
      for (int end = i < a.size() ? found[i] : b.size(); j < end; j++) {
        whole(b.get(j), Mark.INS);
      }
      if (i < a.size()) {
        pair.compare(a.get(i), b.get(j++));
      }
    }
  }

  private static List<String> starts(List<Block> blocks) {
    return blocks.stream().map(Block::start).toList();
  }

  private void whole(Block block, Mark mark) {
    reshaped |= block.shape() != Block.Shape.TEXT;
    out.append(block.whole(mark));
    changes++;
  }

  private void part(Block a, Block b) {
    if (a.html().equals(b.html()) || a.shape() == Block.Shape.TEXT) {
      add(BlockDiff.of(a, b, depth, effort));
      return;
    }
    out.append(b.start());
    List<Block> rowsA = a.inner();
    List<Block> rowsB = b.inner();
    for (Pairing.Step step : Pairing.of(rowsA, rowsB, false, effort)) {
      if (step.b() < 0) {
        whole(rowsA.get(step.a()), Mark.DEL);
      } else if (step.a() < 0) {
        whole(rowsB.get(step.b()), Mark.INS);
      } else {
        row(rowsA.get(step.a()), rowsB.get(step.b()));
      }
    }
    out.append(b.end());
  }

  private void row(Block a, Block b) {
    List<Block> cellsA = a.inner();
    List<Block> cellsB = b.inner();
    int[] found = cells(cellsA, cellsB);
    if (found.length == 0 && !a.html().equals(b.html())) {
      whole(a, Mark.DEL);
      whole(b, Mark.INS);
      return;
    }
    out.append(b.start());
    walk(cellsA, cellsB, found, this::cell);
    out.append(b.end());
  }

  /** Which cell is which; nothing where the rows are built too differently to say. */
  private int[] cells(List<Block> a, List<Block> b) {
    int[] found = new int[a.size()];
    if (starts(a).equals(starts(b))) {
      for (int i = 0; i < found.length; i++) {
        found[i] = i;
      }
      return found;
    }
    Arrays.fill(found, -1);
    List<int[]> pairs = new ArrayList<>();
    for (Pairing.Step step : Pairing.of(a, b, false, effort)) {
      if (step.a() >= 0 && step.b() >= 0) {
        if (!a.get(step.a()).start().equals(b.get(step.b()).start())) {
          return new int[0];
        }
        pairs.add(new int[] {step.a(), step.b()});
      }
    }
    pairs.forEach(pair -> found[pair[0]] = pair[1]);
    return pairs.isEmpty() ? new int[0] : found;
  }

  private void cell(Block a, Block b) {
    add(BlockDiff.of(a, b, depth, effort));
  }

  private void add(Marked more) {
    out.append(more.html());
    changes += more.changes();
  }
}
