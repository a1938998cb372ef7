package io.imprimatur.drafting.draft.html;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** A piece of what a box holds: a run of text, or a block. */
sealed interface Part {

  /** Text and inline elements that stand side by side. Never only white space. */
  record Run(List<Node> nodes) implements Part {}

  record Block(Element element) implements Part {}

  /** The parts of an element in order, with the boxes inside it unwrapped. */
  static List<Part> of(Element parent, LeftOut leftOut) {
    Collector parts = new Collector(leftOut);
    parts.addChildren(parent);
    parts.endRun();
    return parts.found;
  }

  final class Collector {
    private final List<Part> found = new ArrayList<>();
    private final List<Node> run = new ArrayList<>();
    private final LeftOut leftOut;

    private Collector(LeftOut leftOut) {
      this.leftOut = leftOut;
    }

    private void addChildren(Element parent) {
      for (Node node : parent.childNodes()) {
        if (!(node instanceof Element element)) {
          run.add(node);
        } else if (Allowed.BOXES.contains(element.normalName())) {
          endRun();
          addChildren(element);
          endRun();
        } else if (Spelling.isBlock(element)) {
          endRun();
          found.add(new Block(element));
        } else if (holdsBlock(element)) {
          // Emphasis around whole paragraphs: a pasted page's wrapper far more often than a wish.
          endRun();
          leftOut.add(element.normalName());
          addChildren(element);
          endRun();
        } else {
          run.add(element);
        }
      }
    }

    private void endRun() {
      if (Inline.holdsText(run)) {
        found.add(new Run(List.copyOf(run)));
      }
      run.clear();
    }

    private static boolean holdsBlock(Element inline) {
      return inline.stream().skip(1).anyMatch(Spelling::isBlock);
    }
  }
}
