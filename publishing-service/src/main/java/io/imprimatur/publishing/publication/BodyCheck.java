package io.imprimatur.publishing.publication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a body is HTML in the one spelling that the site takes: a small set of elements, each
 * closed, in double quotes, nothing left to a browser's mending. A text in this spelling means the
 * same to every parser, so what is accepted here can't turn into anything else on the page.
 *
 * <p>It accepts or objects; it never changes a character.
 */
final class BodyCheck {

  /** Deeper than any text; a browser flattens deeper ones. */
  static final int MAX_DEPTH = 300;

  private static final Set<String> INLINE =
      Set.of("a", "strong", "em", "u", "s", "sub", "sup", "code");
  private static final Set<String> TEXT_BLOCKS =
      Set.of("p", "h2", "h3", "h4", "h5", "h6", "caption");
  private static final Set<String> LISTS = Set.of("ul", "ol");
  private static final Set<String> ROW_GROUPS = Set.of("thead", "tbody", "tfoot");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Set<String> BLOCKS =
      Set.of("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "hr", "table");

  private static final String SPANS =
      "(?: colspan=\"(?:[2-9]|[1-9][0-9]{1,2})\")?(?: rowspan=\"(?:[2-9]|[1-9][0-9]{1,2})\")?";
  private static final Pattern DATA_CELL = Pattern.compile(SPANS);
  private static final Pattern HEAD_CELL =
      Pattern.compile(SPANS + "(?: scope=\"(?:col|row|colgroup|rowgroup)\")?");
  private final BodyReader in;
  private final Deque<String> inline = new ArrayDeque<>();
  private int depth;

  private BodyCheck(String body) {
    this.in = new BodyReader(body);
  }

  /** What is wrong with a body, as the rest of a sentence that begins with it. */
  static Optional<String> objection(String body) {
    if (body.isEmpty()) {
      return Optional.of("is empty");
    }
    BodyCheck check = new BodyCheck(body);
    try {
      check.blocks();
      return check.in.atEnd()
          ? Optional.empty()
          : Optional.of("closes what was not open, at character %d".formatted(check.in.place()));
    } catch (BodyReader.Objection e) {
      return Optional.of("%s, at character %d".formatted(e.getMessage(), check.in.place()));
    }
  }

  private void blocks() {
    if (!in.startTagAhead()) {
      throw new BodyReader.Objection(
          in.textAhead() ? "has text outside of a block" : "has an empty element");
    }
    while (in.startTagAhead()) {
      block(in.startTag());
    }
    if (in.textAhead()) {
      throw new BodyReader.Objection("has text outside of a block");
    }
  }

  private void block(BodyReader.Tag tag) {
    if (!BLOCKS.contains(tag.name())) {
      throw new BodyReader.Objection(
          "has an element <%s> where none may stand".formatted(tag.name()));
    }
    noAttributes(tag);
    enter();
    switch (tag.name()) {
      case "hr" -> {}
      case "ul", "ol" -> children(tag.name(), Set.of("li"));
      case "blockquote" -> {
        blocks();
        in.end(tag.name());
      }
      case "pre" -> preformatted();
      case "table" -> table();
      default -> textBlock(tag.name());
    }
    leave();
  }

  private void textBlock(String name) {
    if (!run(true, false)) {
      throw new BodyReader.Objection("has an empty <%s>".formatted(name));
    }
    in.end(name);
  }

  private void preformatted() {
    boolean lineEndFirst = in.next('\n');
    boolean any = run(false, true);
    if (!any || lineEndFirst || in.last('\n')) {
      throw new BodyReader.Objection("has a <pre> that is empty or has a line end at its edge");
    }
    in.end("pre");
  }

  /** One or more of the named children, then the end tag. */
  private void children(String parent, Set<String> names) {
    if (!in.startTagAhead()) {
      throw new BodyReader.Objection("has an empty <%s>".formatted(parent));
    }
    while (in.startTagAhead()) {
      BodyReader.Tag tag = in.startTag();
      if (!names.contains(tag.name())) {
        throw new BodyReader.Objection("has a <%s> inside <%s>".formatted(tag.name(), parent));
      }
      enter();
      child(tag);
      leave();
    }
    in.end(parent);
  }

  private void child(BodyReader.Tag tag) {
    switch (tag.name()) {
      case "li" -> {
        noAttributes(tag);
        content(true);
        in.end("li");
      }
      case "tr" -> {
        noAttributes(tag);
        children("tr", CELLS);
      }
      case "td", "th" -> {
        Pattern allowed = tag.name().equals("td") ? DATA_CELL : HEAD_CELL;
        if (!allowed.matcher(tag.attributes()).matches()) {
          throw new BodyReader.Objection(
              "has a <%s> with attributes that may not stand there".formatted(tag.name()));
        }
        content(false);
        in.end(tag.name());
      }
      default -> {
        noAttributes(tag);
        children(tag.name(), Set.of("tr"));
      }
    }
  }

  /** Blocks and at most one bare run of text, in any order. */
  private void content(boolean notEmpty) {
    boolean any = false;
    boolean bare = false;
    while (in.textAhead() || in.startTagAhead()) {
      if (in.startTagAhead() && BLOCKS.contains(in.nameAhead())) {
        block(in.startTag());
      } else if (bare) {
        throw new BodyReader.Objection("has two bare runs of text in one item or cell");
      } else if (run(true, false)) {
        bare = true;
      } else {
        throw new BodyReader.Objection("has a <%s> where none may stand".formatted(in.nameAhead()));
      }
      any = true;
    }
    if (notEmpty && !any) {
      throw new BodyReader.Objection("has an empty <li>");
    }
  }

  private void table() {
    if (in.startTagAhead() && in.nameAhead().equals("caption")) {
      BodyReader.Tag caption = in.startTag();
      noAttributes(caption);
      textBlock(caption.name());
    }
    children("table", ROW_GROUPS);
  }

  /** Text and inline elements up to the next tag that is neither. */
  private boolean run(boolean breaks, boolean preformatted) {
    int start = in.place();
    while (true) {
      if (in.textAhead()) {
        in.text(preformatted);
      } else if (in.startTagAhead() && in.nameAhead().equals("br") && breaks) {
        noAttributes(in.startTag());
      } else if (in.startTagAhead() && INLINE.contains(in.nameAhead())) {
        inline(in.startTag(), breaks, preformatted);
      } else {
        return in.place() > start;
      }
    }
  }

  private void inline(BodyReader.Tag tag, boolean breaks, boolean preformatted) {
    if (inline.contains(tag.name())) {
      throw new BodyReader.Objection("has a <%s> inside another".formatted(tag.name()));
    }
    if (tag.name().equals("a")) {
      BodyReader.checkLink(tag);
    } else {
      noAttributes(tag);
    }
    inline.push(tag.name());
    enter();
    if (!run(breaks, preformatted)) {
      throw new BodyReader.Objection("has an empty <%s>".formatted(tag.name()));
    }
    leave();
    inline.pop();
    in.end(tag.name());
  }

  private static void noAttributes(BodyReader.Tag tag) {
    if (!tag.attributes().isEmpty()) {
      throw new BodyReader.Objection("has attributes at <%s>".formatted(tag.name()));
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new BodyReader.Objection("is nested deeper than %d elements".formatted(MAX_DEPTH));
    }
  }

  private void leave() {
    depth--;
  }
}
