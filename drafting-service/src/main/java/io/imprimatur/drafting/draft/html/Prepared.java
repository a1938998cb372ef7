package io.imprimatur.drafting.draft.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*):.*");
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
      super.openTag(
          RENAMED.getOrDefault(name, name), name.equals("a") ? link(attributes) : attributes);
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
      super.text(text);
    }
  }

  private List<String> link(List<String> attributes) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      String name = attributes.get(i);
      if (name.equals("rel")
          || (name.equals("href") && !leadsSomewhereAllowed(attributes.get(i + 1)))) {
        continue;
      }
      kept.add(name);
      kept.add(attributes.get(i + 1));
    }
    return kept;
  }

  private boolean leadsSomewhereAllowed(String href) {
    // Browsers drop these characters before they look at the scheme (URL Standard, 4.4).
    String plain = href.replaceAll("[\\x00-\\x20\\x7f-\\xa0]", "");
    Matcher scheme = SCHEME.matcher(plain);
    if (!scheme.matches()) {
      leftOut.add("href");
      return false;
    }
    if (!SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
      leftOut.add(scheme.group(1) + ":");
      return false;
    }
    return true;
  }
}
