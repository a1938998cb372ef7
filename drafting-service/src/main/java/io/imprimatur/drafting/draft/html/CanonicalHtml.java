package io.imprimatur.drafting.draft.html;

import io.imprimatur.events.Text;
import java.util.List;

/**
 * A body in canonical form.
 *
 * @param html well-formed, in Unicode NFC with LF line ends; giving it to {@link #of} again changes
 *     nothing
 * @param leftOut what had to go, each once, in order of appearance: names of elements ({@code
 *     img}), of attributes ({@code onclick}), or the scheme of a link ({@code javascript:})
 */
public record CanonicalHtml(String html, List<String> leftOut) {

  /**
   * How much of a body is looked at, in characters. Far above the limit of a canonical body,
   * because most of what a word processor writes goes.
   */
  public static final int MAX_INPUT = 4 * 1024 * 1024;

  /** Twice would do for what browsers and word processors write; this leaves room for malice. */
  private static final int MAX_PASSES = 8;

  public CanonicalHtml {
    leftOut = List.copyOf(leftOut);
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
    if (html.contains("<!--")) {
      leftOut.add("comment");
    }
    String before = html;
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      String after = Spelling.of(Allowed.only(before, leftOut), leftOut);
      if (after.equals(before)) {
        return new CanonicalHtml(BodyTooLarge.check(after), leftOut.names());
      }
      before = after;
    }
    throw new UnstableHtml();
  }

  /** Whether there is nothing to read in it. */
  public boolean isEmpty() {
    return html.isEmpty();
  }
}
