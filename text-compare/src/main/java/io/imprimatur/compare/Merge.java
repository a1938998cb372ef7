package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Brings two bodies together that were written at the same time. With the body from which both
 * began, only what both changed is left to decide; without it, everything in which they differ.
 *
 * <p>No block is lost unsaid: each block of mine and of theirs stands in an agreed piece or in one
 * to decide, unless it is a block of the base that the other side alone changed or took out.
 */
public final class Merge {

  private final Locale language;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder agreed = new StringBuilder();
  private int different;

  private Merge(Locale language) {
    this.language = language;
  }

  /**
   * Finds the pieces.
   *
   * @param base the body from which both began; null where it is not known
   */
  public static Merge of(String base, String mine, String theirs, Locale language) {
    Merge merge = new Merge(language);
    List<Block> m = Block.read(mine, language);
    List<Block> t = Block.read(theirs, language);
    if (base == null) {
      merge.twoWay(m, t);
    } else {
      merge.threeWay(Block.read(base, language), m, t);
    }
    merge.endAgreed();
    return merge;
  }

  public List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  /** The pieces that somebody has to decide. */
  public List<Piece.Different> different() {
    return pieces.stream()
        .filter(Piece.Different.class::isInstance)
        .map(Piece.Different.class::cast)
        .toList();
  }

  /**
   * The body that follows from the choices.
   *
   * @param choices one for each piece of {@link #different()}, in order
   * @throws IllegalArgumentException where there are more or fewer choices than pieces to decide
   */
  public String result(List<Choice> choices) {
    if (choices.size() != different) {
      throw new IllegalArgumentException(
          "%d passages differ, but %d choices were given.".formatted(different, choices.size()));
    }
    return pieces.stream()
        .map(
            piece ->
                switch (piece) {
                  case Piece.Agreed a -> a.html();
                  case Piece.Different d -> d.chosen(choices.get(d.number() - 1));
                })
        .collect(Collectors.joining());
  }

  private void twoWay(List<Block> mine, List<Block> theirs) {
    int[] found = found(mine, theirs);
    int j = 0;
    int from = 0;
    for (int i = 0; i <= mine.size(); i++) {
      if (i < mine.size() && found[i] < 0) {
        continue;
      }
      int end = i < mine.size() ? found[i] : theirs.size();
      add(null, html(mine, from, i), html(theirs, j, end));
      if (i < mine.size()) {
        add(null, mine.get(i).html(), theirs.get(end).html());
      }
      from = i + 1;
      j = end + 1;
    }
  }

  private void threeWay(List<Block> base, List<Block> mine, List<Block> theirs) {
    int[] toMine = found(base, mine);
    int[] toTheirs = found(base, theirs);
    int from = 0;
    int m = 0;
    int t = 0;
    for (int i = 0; i <= base.size(); i++) {
      if (i < base.size() && (toMine[i] < 0 || toTheirs[i] < 0)) {
        continue;
      }
      int endM = i < base.size() ? toMine[i] : mine.size();
      int endT = i < base.size() ? toTheirs[i] : theirs.size();
      add(html(base, from, i), html(mine, m, endM), html(theirs, t, endT));
      if (i < base.size()) {
        add(base.get(i).html(), mine.get(endM).html(), theirs.get(endT).html());
      }
      from = i + 1;
      m = endM + 1;
      t = endT + 1;
    }
  }

  /** For each block of one text its place in the other, or -1; places only ever grow. */
  private static int[] found(List<Block> a, List<Block> b) {
    int[] found = new int[a.size()];
    Arrays.fill(found, -1);
    for (Pairing.Step step : Pairing.of(a, b, false, new Effort())) {
      if (step.a() >= 0) {
        found[step.a()] = step.b();
      }
    }
    return found;
  }

  private static String html(List<Block> blocks, int from, int to) {
    return blocks.subList(from, to).stream().map(Block::html).collect(Collectors.joining());
  }

  private void add(String base, String mine, String theirs) {
    if (mine.equals(theirs) || Objects.equals(base, theirs)) {
      agreed.append(mine);
    } else if (Objects.equals(base, mine)) {
      agreed.append(theirs);
    } else {
      endAgreed();
      pieces.add(
          new Piece.Different(
              ++different, base, mine, theirs, Comparison.between(mine, theirs, language).html()));
    }
  }

  private void endAgreed() {
    if (!agreed.isEmpty()) {
      pieces.add(new Piece.Agreed(agreed.toString()));
      agreed.setLength(0);
    }
  }
}
