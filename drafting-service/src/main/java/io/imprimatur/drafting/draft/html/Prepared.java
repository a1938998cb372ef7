package io.imprimatur.drafting.draft.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * Looks at the raw tags before the policy does: takes elements out whose content is no text for
 * readers, and links that lead nowhere we allow, so that both can be named as what they were.
 */
final class Prepared extends HtmlStreamEventReceiverWrapper {

  /** Elements that go with all they hold, because it is no text for readers. */
  private static final Set<String> WITH_CONTENT =
      Set.of("head", "title", "script", "style", "iframe", "noembed", "noframes", "noscript");

  /** Said in a file's head by every writing program; nothing that a writer would miss. */
  private static final Set<String> SILENT = Set.of("head", "title");

  /** What they hold is kept as paragraphs, and what they said of it is lost. */
  private static final Set<String> UNWRAPPED = Set.of("dl", "dt", "dd", "figure", "figcaption");

  /** Other names of the same things; nothing is lost with them. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("h1", "h2"), // the page's own heading is the title
          Map.entry("b", "strong"),
          Map.entry("i", "em"),
          Map.entry("del", "s"),
          Map.entry("strike", "s"),
          Map.entry("ins", "u"),
          Map.entry("html", "div"),
          Map.entry("body", "div"));

  private static final int MAX_ATTRIBUTES = 100;
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private final LeftOut leftOut;
  private String skipped;
  private int depth;

  Prepared(HtmlStreamEventReceiver sink, LeftOut leftOut) {
    super(sink);
    this.leftOut = leftOut;
  }

  @Override
  public void openTag(String name, List<String> attributes) {
    if (name.equals("body") && "head".equals(skipped)) {
      skipped = null; // HTML lets a head end without its end tag
    }
    if (skipped != null) {
      depth += name.equals(skipped) ? 1 : 0;
    } else if (WITH_CONTENT.contains(name)) {
      skipped = name;
      depth = 1;
      if (!SILENT.contains(name)) {
        leftOut.add(name);
      }
    } else if (name.equals("html") || name.equals("body")) {
      super.openTag(RENAMED.get(name), new ArrayList<>());
    } else {
      if (UNWRAPPED.contains(name)) {
        leftOut.add(name);
      }
      List<String> few = bounded(attributes);
      super.openTag(RENAMED.getOrDefault(name, name), name.equals("a") ? link(few) : few);
    }
  }

  @Override
  public void closeTag(String name) {
    if (skipped == null) {
      super.closeTag(RENAMED.getOrDefault(name, name));
    } else if (name.equals(skipped) && --depth == 0) {
      skipped = null;
    }
  }

  @Override
  public void text(String text) {
    if (skipped == null) {
      leftOut.addTurning(text);
      super.text(text);
    }
  }

  /**
   * A tag's attributes as a list that is quick to read at any place, and not longer than any honest
   * one: the policy looks at every attribute by its place, and they arrive as a linked list.
   */
  private List<String> bounded(List<String> attributes) {
    List<String> kept = new ArrayList<>();
    for (String part : attributes) {
      if (kept.size() == 2 * MAX_ATTRIBUTES) {
        leftOut.add("attributes");
        break;
      }
      kept.add(part);
    }
    return kept;
  }

  private List<String> link(List<String> attributes) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      String name = attributes.get(i);
      String value = attributes.get(i + 1);
      if (name.equals("href")) {
        leftOut.addTurning(value);
        Optional<String> address = Address.of(value);
        address.ifPresentOrElse(a -> kept.addAll(List.of(name, a)), () -> refused(value));
      } else if (!name.equals("rel")) {
        kept.addAll(List.of(name, value));
      }
    }
    return kept;
  }

  private void refused(String href) {
    if (Address.namesUser(href)) {
      leftOut.add("user:password@");
      return;
    }
    leftOut.add(
        Address.scheme(href).filter(s -> !SCHEMES.contains(s)).map(s -> s + ":").orElse("href"));
  }
}
