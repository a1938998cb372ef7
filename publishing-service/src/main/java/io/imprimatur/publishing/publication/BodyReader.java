package io.imprimatur.publishing.publication;

import io.imprimatur.events.Characters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a body's tags and text from its start to its end, and only in the site's spelling. */
final class BodyReader {

  private static final Pattern TAG = Pattern.compile("<([a-z][a-z0-9]*)((?: [^<>]*)?)>");
  private static final Pattern LINK =
      Pattern.compile(" href=\"((?:https?:|mailto:)[^\\s\"<>]+)\" rel=\"noopener\"");
  private static final Pattern TEXT_ESCAPE = Pattern.compile("&(?:amp|lt|gt);");
  private static final Pattern VALUE_ESCAPE = Pattern.compile("&(?:amp|lt|gt|quot);");
  private static final Pattern LEADING_MARK = Pattern.compile("&#([1-9][0-9]{2,6});");

  private final String body;
  private int at;

  BodyReader(String body) {
    this.body = body;
  }

  /** Where it has read to: the next character's place, counted from 1. */
  int place() {
    return at + 1;
  }

  boolean atEnd() {
    return at == body.length();
  }

  boolean next(char c) {
    return at < body.length() && body.charAt(at) == c;
  }

  boolean last(char c) {
    return body.charAt(at - 1) == c;
  }

  /** Whether a page may show a character: no control, no half of a pair, no noncharacter. */
  static boolean mayStand(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean noncharacter = (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
    return !Character.isISOControl(c) && !half && !noncharacter && c != 0xfeff;
  }

  /** The name of the first character, if any, that turns the direction of the text around it. */
  static Optional<String> turning(String text) {
    return text.codePoints().filter(Characters::turnsText).mapToObj(Characters::name).findFirst();
  }

  boolean textAhead() {
    return at < body.length() && body.charAt(at) != '<';
  }

  boolean startTagAhead() {
    return at + 1 < body.length() && body.charAt(at) == '<' && body.charAt(at + 1) != '/';
  }

  String nameAhead() {
    return tagAhead().group(1);
  }

  private Matcher tagAhead() {
    Matcher tag = TAG.matcher(body).region(at, body.length());
    if (!tag.lookingAt()) {
      throw new Objection("has a tag that is none, or not in the site's spelling");
    }
    return tag;
  }

  Tag startTag() {
    Matcher tag = tagAhead();
    at = tag.end();
    return new Tag(tag.group(1), tag.group(2));
  }

  void end(String name) {
    String tag = "</" + name + ">";
    if (!body.startsWith(tag, at)) {
      throw new Objection("has something else where <%s> must end".formatted(name));
    }
    at += tag.length();
  }

  static void checkLink(Tag tag) {
    Matcher link = LINK.matcher(tag.attributes);
    if (!link.matches()) {
      throw new Objection(
          "has a link that is not to http:, https: or mailto:, or has other attributes than href"
              + " and rel=\"noopener\"");
    }
    String target = link.group(1);
    for (int i = target.indexOf('&'); i >= 0; i = target.indexOf('&', i + 1)) {
      if (!VALUE_ESCAPE.matcher(target).region(i, target.length()).lookingAt()) {
        throw new Objection("has a link with a bare &");
      }
    }
    if (target.codePoints().anyMatch(c -> !mayStand(c))) {
      throw new Objection("has a link with a character that may not stand there");
    }
    turning(target)
        .ifPresent(
            c -> {
              throw new Objection(
                  "has a link with %s, which turns the direction of the text".formatted(c));
            });
  }

  void text(boolean preformatted) {
    Matcher mark = LEADING_MARK.matcher(body).region(at, body.length());
    if (mark.lookingAt()) {
      int c = Integer.parseInt(mark.group(1));
      // Only a mark that would melt into the ">" before it needs, and may have, a number.
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        throw new Objection("writes a character as a number that has no need of it");
      }
      at = mark.end();
    }
    while (textAhead()) {
      int c = body.codePointAt(at);
      if (c == '&') {
        Matcher escape = TEXT_ESCAPE.matcher(body).region(at, body.length());
        if (!escape.lookingAt()) {
          throw new Objection("has a bare & or an escape that is not &amp; &lt; or &gt;");
        }
        at = escape.end();
      } else if (c == '>' || !mayStand(c) && !(preformatted && (c == '\n' || c == '\t'))) {
        throw new Objection("has a character that may not stand there");
      } else if (Characters.turnsText(c)) {
        throw new Objection(
            "holds %s, which turns the direction of the text".formatted(Characters.name(c)));
      } else {
        at += Character.charCount(c);
      }
    }
  }

  record Tag(String name, String attributes) {}

  /** What is wrong, as the rest of a sentence that begins with the body. */
  static final class Objection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Objection(String message) {
      super(message, null, false, false);
    }
  }
}
