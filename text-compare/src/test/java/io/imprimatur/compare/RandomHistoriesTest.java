package io.imprimatur.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What holds for any two texts. A failure names the seed that leads to it again. */
class RandomHistoriesTest {

  private static final int HISTORIES = 1_500;

  private static final long FIRST = Long.getLong("seed", new Random().nextLong());

  @Test
  void withoutWhatCameItReadsAsBeforeAndWithoutWhatWentAsAfter() {
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      Bodies bodies = new Bodies(seed);
      String before = bodies.body();
      String after = bodies.edited(before);
      Comparison comparison = Comparison.between(before, after, Locale.ENGLISH);
      for (Passage passage : comparison.passages()) {
        String why = "-Dseed=%d%n%s%n%s%n%s".formatted(seed, before, after, passage.marked());
        assertThat(without("ins", "added", passage.marked()))
            .as(why)
            .isEqualTo(joined(passage.before()));
        assertThat(without("del", "removed", passage.marked()))
            .as(why)
            .isEqualTo(joined(passage.after()));
        assertThat(passage.changes() == 0).as(why).isEqualTo(passage.same());
      }
    }
  }

  @Test
  void passagesAreTheWholeTextsInOrder() {
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      Bodies bodies = new Bodies(seed);
      String before = bodies.body();
      String after = bodies.shuffled(bodies.edited(before));
      List<Passage> passages = Comparison.between(before, after, Locale.CHINESE).passages();
      List<String> gone = new ArrayList<>();
      StringBuilder came = new StringBuilder();
      int number = 0;
      for (Passage each : passages) {
        if (each.before() != null) {
          gone.add(each.before());
        }
        if (each.after() != null) {
          came.append(each.after());
          assertThat(each.number()).isEqualTo(++number);
        } else {
          assertThat(each.number()).isZero();
        }
      }
      assertThat(came).as("-Dseed=%d", seed).hasToString(after);
      assertThat(gone)
          .as("-Dseed=%d", seed)
          .containsExactlyInAnyOrderElementsOf(
              Block.read(before, Locale.CHINESE).stream().map(Block::html).toList());
    }
  }

  @Test
  void theSameTextHasNoChangeAndTheSamePairTheSameAnswer() {
    for (long seed = FIRST; seed < FIRST + 200; seed++) {
      Bodies bodies = new Bodies(seed);
      String body = bodies.body();
      String other = bodies.edited(body);
      Comparison same = Comparison.between(body, body, Locale.ENGLISH);
      assertThat(same.same()).isTrue();
      assertThat(same.html()).isEqualTo(body);
      assertThat(Comparison.between(body, other, Locale.ENGLISH).html())
          .isEqualTo(Comparison.between(body, other, Locale.ENGLISH).html());
    }
  }

  @Test
  void nothingOfMineOrTheirsIsLost() {
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      Bodies bodies = new Bodies(seed);
      String base = bodies.body();
      String mine = bodies.edited(base);
      String theirs = bodies.edited(base);
      checkMerge(seed, base, mine, theirs);
      checkMerge(seed, null, mine, theirs);
    }
  }

  private static void checkMerge(long seed, String base, String mine, String theirs) {
    Merge merge = Merge.of(base, mine, theirs, Locale.ENGLISH);
    String why = "-Dseed=%d%n%s%n%s%n%s%n%s".formatted(seed, base, mine, theirs, merge.pieces());
    StringBuilder kept = new StringBuilder();
    for (Piece piece : merge.pieces()) {
      switch (piece) {
        case Piece.Agreed a -> kept.append(a.html());
        case Piece.Different d -> kept.append(d.mine()).append(d.theirs());
      }
    }
    List<String> had = base == null ? List.of() : blocks(base);
    List<String> stands = blocks(kept.toString());
    assertThat(stands).as(why).containsAll(without(blocks(mine), had));
    assertThat(stands).as(why).containsAll(without(blocks(theirs), had));
    int n = merge.different().size();
    List<Choice> all = new ArrayList<>(Collections.nCopies(n, Choice.BOTH));
    assertThat(merge.result(all)).as(why).isEqualTo(kept.toString());
    if (base == null) {
      Collections.fill(all, Choice.MINE);
      assertThat(merge.result(all)).as(why).isEqualTo(mine);
      Collections.fill(all, Choice.THEIRS);
      assertThat(merge.result(all)).as(why).isEqualTo(theirs);
    }
  }

  private static List<String> blocks(String html) {
    return Block.read(html, Locale.ENGLISH).stream().map(Block::html).toList();
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(each -> !some.contains(each)).toList();
  }

  /** Takes out what carries the mark, unwraps the other one, and joins marks that it cut. */
  private static String without(String mark, String cssClass, String marked) {
    Element body = Jsoup.parseBodyFragment(marked).body();
    body.select(mark + ", ." + cssClass).remove();
    body.select("ins, del").unwrap();
    body.select("[class]").removeAttr("class");
    return joined(Html.of(body.childNodes()));
  }

  /** Marks of one kind, and links to one place, that stand side by side are one. */
  private static String joined(String html) {
    String before = null;
    String now = html == null ? "" : html;
    while (!now.equals(before)) {
      before = now;
      now =
          now.replaceAll("</(strong|em|u|code)><\\1>", "")
              .replaceAll("(<a [^>]*>)((?:(?!</a>).)*)</a>\\1", "$1$2");
    }
    return now;
  }
}
