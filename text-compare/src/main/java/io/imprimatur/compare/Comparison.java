package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What changed between two canonical bodies.
 *
 * <p>Marked HTML holds what stands in either body and these signs, nothing else, so it is as safe
 * as the bodies are:
 *
 * <ul>
 *   <li>{@code <ins>} and {@code <del>} around text that came or went; always inside of one block,
 *       around text and inline marks only
 *   <li>{@code <del class="format">} followed by {@code <ins class="format">}: the same text, whose
 *       emphasis or link changed. A page that hides {@code del.format} shows such text once
 *   <li>{@code class="added"} and {@code class="removed"} on blocks, items, rows and cells that
 *       came or went as a whole, with {@code <ins>} or {@code <del>} inside
 *   <li>{@code class="removed format"} followed by {@code class="added format"}: a block of another
 *       kind, such as a heading of another level. Words that changed too are marked in the second
 *   <li>{@code class="moved"} on a block that stood elsewhere
 * </ul>
 *
 * <p>Without what is {@code ins} or {@code added} it reads as before, without what is {@code del}
 * or {@code removed} as after, apart from the place of moved blocks. The same bodies always give
 * the same answer.
 */
public final class Comparison {

  private final List<Passage> passages;

  private Comparison(List<Passage> passages) {
    this.passages = List.copyOf(passages);
  }

  /**
   * Compares two bodies. Null counts as an empty one.
   *
   * @param language whose rules say what a word is
   */
  public static Comparison between(String before, String after, Locale language) {
    List<Block> a = Block.read(before == null ? "" : before, language);
    List<Block> b = Block.read(after == null ? "" : after, language);
    Effort effort = new Effort();
    List<Passage> passages = new ArrayList<>();
    for (Pairing.Step step : Pairing.of(a, b, true, effort)) {
      passages.add(
          passage(
              step.a() < 0 ? null : a.get(step.a()),
              step.b() < 0 ? null : b.get(step.b()),
              step,
              effort));
    }
    return new Comparison(passages);
  }

  private static Passage passage(Block a, Block b, Pairing.Step step, Effort effort) {
    int number = step.b() + 1;
    if (b == null) {
      return new Passage(Kind.REMOVED, number, a.html(), null, a.whole(Mark.DEL), 1);
    }
    if (a == null) {
      return new Passage(Kind.ADDED, number, null, b.html(), b.whole(Mark.INS), 1);
    }
    Marked marked = BlockDiff.of(a, b, effort);
    boolean same = marked.changes() == 0;
    if (step.moved()) {
      return new Passage(
          same ? Kind.MOVED : Kind.MOVED_AND_CHANGED,
          number,
          a.html(),
          b.html(),
          moved(marked.html()),
          1 + marked.changes());
    }
    return new Passage(
        same ? Kind.SAME : Kind.CHANGED,
        number,
        a.html(),
        b.html(),
        marked.html(),
        marked.changes());
  }

  /** Says on the block's own tag that it moved; a block of another kind says enough as it is. */
  private static String moved(String html) {
    int end = html.indexOf('>');
    boolean plain = html.startsWith("<") && !html.substring(0, end).contains(" class=");
    return plain ? html.substring(0, end) + " class=\"moved\"" + html.substring(end) : html;
  }

  /** In the order of the text after; removed ones stand behind what they followed before. */
  public List<Passage> passages() {
    return passages;
  }

  /** How many places changed in the whole text. */
  public int changes() {
    return passages.stream().mapToInt(Passage::changes).sum();
  }

  public boolean same() {
    return changes() == 0;
  }

  /** The whole text, marked. */
  public String html() {
    StringBuilder html = new StringBuilder();
    passages.forEach(passage -> html.append(passage.marked()));
    return html.toString();
  }
}
