package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.List;

/** Writes pieces of runs one after the other, with as few tags as their marks allow. */
final class RunWriter {

  private final StringBuilder out = new StringBuilder();
  private final List<String> open = new ArrayList<>();

  /** Text as it is. */
  void same(Run run, int from, int to) {
    int next;
    for (int at = from; at < to; at = next) {
      next = run.sameMarksUntil(at, to);
      write(run, at, next);
    }
  }

  /** Text that came or went. The mark stands inside of all marks that go on around it. */
  void marked(Mark mark, Run run, int from, int to) {
    if (from == to) {
      return;
    }
    int around = open.size();
    int next;
    for (int at = from; at < to; at = next) {
      next = run.sameMarksUntil(at, to);
      around = Math.min(around, common(marks(run.stack(at))));
    }
    closeTo(around);
    out.append(mark.start());
    same(run, from, to);
    closeTo(around);
    out.append(mark.end());
  }

  String done() {
    closeTo(0);
    return out.toString();
  }

  private void write(Run run, int from, int to) {
    List<String> stack = run.stack(from);
    List<String> marks = marks(stack);
    closeTo(common(marks));
    for (String tag : marks.subList(open.size(), marks.size())) {
      out.append(tag);
      open.add(tag);
    }
    out.append(
        marks.size() < stack.size() ? Run.BREAK.repeat(to - from) : Html.text(run.text(from, to)));
  }

  private static List<String> marks(List<String> stack) {
    boolean breaks = !stack.isEmpty() && stack.getLast().equals(Run.BREAK);
    return breaks ? stack.subList(0, stack.size() - 1) : stack;
  }

  private int common(List<String> marks) {
    int same = 0;
    while (same < open.size() && same < marks.size() && open.get(same).equals(marks.get(same))) {
      same++;
    }
    return same;
  }

  private void closeTo(int depth) {
    while (open.size() > depth) {
      String tag = open.removeLast();
      int end = tag.indexOf(' ') < 0 ? tag.length() - 1 : tag.indexOf(' ');
      out.append("</").append(tag, 1, end).append('>');
    }
  }
}
