package io.imprimatur.drafting.draft.html;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/** The allow-list: what may stand in a body at all. Everything else is taken out, and named. */
final class Allowed {

  /** Above this the canonical form would be too large anyway. A few tags can grow to gigabytes. */
  private static final int MAX_OUTPUT = 2 * CanonicalHtml.MAX_INPUT;

  private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,2}");

  /** Boxes without a meaning of their own. {@link Spelling} unwraps them. */
  static final Set<String> BOXES =
      Set.of(
          "div",
          "section",
          "article",
          "main",
          "header",
          "footer",
          "address",
          "figure",
          "figcaption",
          "center",
          "dl",
          "dt",
          "dd");

  private static final PolicyFactory POLICY = policy();

  private Allowed() {}

  private static PolicyFactory policy() {
    return new HtmlPolicyBuilder()
        .allowElements("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "br")
        .allowElements("ul", "ol", "li")
        .allowElements("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th")
        .allowElements("a", "strong", "em", "u", "s", "sub", "sup", "code")
        .allowElements(BOXES.toArray(String[]::new))
        .allowElements("span")
        .allowWithoutAttributes("a", "span")
        .allowUrlProtocols("http", "https", "mailto")
        .allowAttributes("href")
        .onElements("a")
        .requireRelsOnLinks("noopener")
        .allowAttributes("colspan", "rowspan")
        .matching(SPAN)
        .onElements("td", "th")
        .allowAttributes("scope")
        .matching(true, "col", "row", "colgroup", "rowgroup")
        .onElements("th")
        .toFactory();
  }

  static String only(String html, LeftOut leftOut) {
    Bounded out = new Bounded();
    HtmlStreamRenderer renderer =
        HtmlStreamRenderer.create(
            out,
            failure -> {
              throw new IllegalStateException("a string builder never fails", failure);
            },
            broken -> leftOut.add("broken markup"));
    Letters before = new Letters();
    Letters after = new Letters();
    HtmlSanitizer.sanitize(
        html,
        POLICY.apply(after.of(renderer), new Names(), leftOut),
        sink -> new Prepared(before.of(sink), leftOut));
    if (after.count < before.count) {
      leftOut.add("text"); // nested too deep, or where no text may stand
    }
    return out.toString();
  }

  /** Counts what a reader would read, so that none of it goes unsaid. */
  private static final class Letters {
    private long count;

    HtmlStreamEventReceiver of(HtmlStreamEventReceiver sink) {
      return new HtmlStreamEventReceiverWrapper(sink) {
        @Override
        public void text(String text) {
          count += text.chars().filter(Character::isLetterOrDigit).count();
          super.text(text);
        }
      };
    }
  }

  private static final class Names implements HtmlChangeListener<LeftOut> {
    @Override
    public void discardedTag(LeftOut leftOut, String element) {
      leftOut.add(element);
    }

    @Override
    public void discardedAttributes(LeftOut leftOut, String element, String... attributes) {
      List.of(attributes).forEach(leftOut::add);
    }
  }

  /** Stops a small input that unfolds into a huge output. */
  private static final class Bounded implements Appendable {
    private final StringBuilder out = new StringBuilder();

    @Override
    public Appendable append(CharSequence text) throws IOException {
      return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      out.append(text, start, end);
      if (out.length() > MAX_OUTPUT) {
        throw new BodyTooLarge();
      }
      return this;
    }

    @Override
    public Appendable append(char c) throws IOException {
      return append(String.valueOf(c));
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
