package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What changed in the text of one block, by segments, and what in its marks, by characters. */
final class RunDiff {

  private final Run a;
  private final Run b;
  private final RunWriter out = new RunWriter();
  private int changes;

  private RunDiff(Run a, Run b) {
    this.a = a;
    this.b = b;
  }

  static Marked of(Run a, Run b, Locale language, Effort effort) {
    int[] inA = a.segments(language);
    int[] inB = b.segments(language);
    List<String> textA = texts(a, inA);
    List<String> textB = texts(b, inB);
    int[][] numbered = Align.numbered(textA, textB);
    int[] found = Align.of(numbered[0], numbered[1], effort);
    Readable.make(found, textA, textB);
    RunDiff diff = new RunDiff(a, b);
    diff.write(found, inA, inB);
    return new Marked(diff.out.done(), diff.changes);
  }

  private static List<String> texts(Run run, int[] bounds) {
    List<String> texts = new ArrayList<>(bounds.length);
    for (int i = 0; i + 1 < bounds.length; i++) {
      texts.add(run.text(bounds[i], bounds[i + 1]));
    }
    return texts;
  }

  private void write(int[] found, int[] inA, int[] inB) {
    int i = 0;
    int j = 0;
    while (i < found.length || j + 1 < inB.length) {
      int fromA = i;
      int fromB = j;
      while (i < found.length && found[i] == j) {
        i++;
        j++;
      }
      same(inA[fromA], inA[i], inB[fromB]);
      fromA = i;
      fromB = j;
      while (i < found.length && found[i] < 0) {
        i++;
      }
      j = i < found.length ? found[i] : inB.length - 1;
      changed(inA[fromA], inA[i], inB[fromB], inB[j]);
    }
  }

  private void changed(int fromA, int toA, int fromB, int toB) {
    if (fromA < toA || fromB < toB) {
      out.marked(Mark.DEL, a, fromA, toA);
      out.marked(Mark.INS, b, fromB, toB);
      changes++;
    }
  }

  /** The same characters on both sides, perhaps with other marks. */
  private void same(int fromA, int toA, int fromB) {
    int shift = fromB - fromA;
    int at = fromA;
    while (at < toA) {
      int start = at;
      boolean same = a.stack(at).equals(b.stack(at + shift));
      while (at < toA && a.stack(at).equals(b.stack(at + shift)) == same) {
        at++;
      }
      if (same) {
        out.same(b, start + shift, at + shift);
      } else {
        out.marked(Mark.DEL_FORMAT, a, start, at);
        out.marked(Mark.INS_FORMAT, b, start + shift, at + shift);
        changes++;
      }
    }
  }
}
