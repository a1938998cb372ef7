package io.imprimatur.compare;

import java.util.List;

/** Compares two blocks that are the same one in two spellings of a text. */
final class BlockDiff {

  /** How deep lists, quotes and tables in each other are looked into. */
  private static final int MAX_DEPTH = 8;

  private final Effort effort;
  private final StringBuilder out = new StringBuilder();
  private int changes;

  private BlockDiff(Effort effort) {
    this.effort = effort;
  }

  static Marked of(Block a, Block b, Effort effort) {
    return of(a, b, 0, effort);
  }

  static Marked of(Block a, Block b, int depth, Effort effort) {
    if (a.html().equals(b.html())) {
      return new Marked(b.html(), 0);
    }
    if (depth > MAX_DEPTH || a.shape() != b.shape()) {
      return replaced(a, b);
    }
    if (!a.start().equals(b.start())) {
      return otherTag(a, b, depth, effort);
    }
    return sameTag(a, b, depth, effort);
  }

  private static Marked sameTag(Block a, Block b, int depth, Effort effort) {
    if (a.shape() == Block.Shape.TABLE) {
      return TableDiff.of(a, b, depth, effort);
    }
    Marked inner = inner(a, b, depth, effort);
    return new Marked(b.start() + inner.html() + b.end(), inner.changes());
  }

  private static Marked inner(Block a, Block b, int depth, Effort effort) {
    return switch (a.shape()) {
      case TEXT -> RunDiff.of(a.run(), b.run(), b.language(), effort);
      case LIST, QUOTE, BOX -> sequence(a.inner(), b.inner(), depth + 1, effort);
      case TABLE, SECTION, ROW, RULE -> new Marked(b.content(), 1);
    };
  }

  /** A heading of another level, a paragraph that became code, another kind of list. */
  private static Marked otherTag(Block a, Block b, int depth, Effort effort) {
    if (a.shape() != Block.Shape.TEXT && a.shape() != Block.Shape.LIST) {
      return replaced(a, b);
    }
    String gone = a.whole(Mark.DEL_FORMAT);
    Marked inner = inner(a, b, depth, effort);
    if (inner.changes() == 0) {
      return new Marked(gone + b.whole(Mark.INS_FORMAT), 1);
    }
    String came =
        b.start().isEmpty()
            ? Mark.INS_FORMAT.around(inner.html())
            : b.start(Mark.INS_FORMAT.block()) + inner.html() + b.end();
    return new Marked(gone + came, 1 + inner.changes());
  }

  static Marked replaced(Block a, Block b) {
    return new Marked(a.whole(Mark.DEL) + b.whole(Mark.INS), 1);
  }

  /** Items of a list, blocks of a quote, or what an item or a cell holds. */
  static Marked sequence(List<Block> a, List<Block> b, int depth, Effort effort) {
    if (a.size() == 1 && b.size() == 1) {
      return of(a.getFirst(), b.getFirst(), depth, effort);
    }
    BlockDiff diff = new BlockDiff(effort);
    for (Pairing.Step step : Pairing.of(a, b, false, effort)) {
      diff.add(
          step.b() < 0
              ? new Marked(a.get(step.a()).whole(Mark.DEL), 1)
              : step.a() < 0
                  ? new Marked(b.get(step.b()).whole(Mark.INS), 1)
                  : of(a.get(step.a()), b.get(step.b()), depth, effort));
    }
    return new Marked(diff.out.toString(), diff.changes);
  }

  private void add(Marked more) {
    out.append(more.html());
    changes += more.changes();
  }
}
