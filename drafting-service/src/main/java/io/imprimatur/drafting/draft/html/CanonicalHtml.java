package io.imprimatur.drafting.draft.html;

import io.imprimatur.events.Text;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A body in canonical form.
 *
 * @param html well-formed, in Unicode NFC with LF line ends; giving it to {@link #of} again changes
 *     nothing
 * @param leftOut what had to go, each once, in order of appearance: names of elements ({@code
 *     img}), of attributes ({@code onclick}), or the scheme of a link ({@code javascript:})
 * @param characters code points that had to go although a text may read otherwise without them:
 *     halves of surrogate pairs, and those that turn the text around them
 */
public record CanonicalHtml(String html, List<String> leftOut, List<Integer> characters) {

  /**
   * How much of a body is looked at, in characters. Far above the limit of a canonical body,
   * because most of what a word processor writes goes.
   */
  public static final int MAX_INPUT = 4 * 1024 * 1024;

  /** Twice would do for what browsers and word processors write; this leaves room for malice. */
  private static final int MAX_PASSES = 8;

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  public CanonicalHtml {
    leftOut = List.copyOf(leftOut);
    characters = List.copyOf(characters);
  }

  /**
   * Takes out what is not allowed and brings the rest into its one spelling.
   *
   * @throws BodyTooLarge where the input has more than {@value #MAX_INPUT} characters, or its
   *     canonical form more than {@value Text#MAX_BODY_BYTES} bytes of UTF-8
   * @throws UnstableHtml where no canonical form is reached; nothing but an attack is known to do
   *     that
   */
  public static CanonicalHtml of(String html) {
    if (html.length() > MAX_INPUT) {
      throw new BodyTooLarge();
    }
    LeftOut leftOut = new LeftOut();
    leftOut.addHalves(html);
    if (html.contains("<!--")) {
      leftOut.add("comment");
    }
    String before = html;
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      String after = Spelling.of(Allowed.only(before, leftOut), leftOut);
      if (after.equals(before)) {
        return new CanonicalHtml(BodyTooLarge.check(after), leftOut.names(), leftOut.characters());
      }
      before = after;
    }
    throw new UnstableHtml();
  }

  /** Whether there is nothing to read in it. */
  public boolean isEmpty() {
    return !io.imprimatur.events.Characters.isVisible(TAG.matcher(html).replaceAll(""));
  }
}
