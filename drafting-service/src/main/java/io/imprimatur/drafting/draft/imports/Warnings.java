package io.imprimatur.drafting.draft.imports;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in a writer's words what mammoth could not take over. */
final class Warnings {

  private static final int LONGEST = 100;

  /** What mammoth 1.7 says, and what becomes of it. */
  private static final Map<Pattern, String> WORDS =
      Map.of(
          Pattern.compile("Unrecognised \\w+ style: '?(.+?)'? \\(Style ID: .*"), "style \"$1\"",
          Pattern.compile("Unrecognised \\w+ style: Style ID: (.*)"), "style \"$1\"",
          Pattern.compile("\\w+ style with ID (.*) was referenced but not .*"), "style \"$1\"",
          Pattern.compile("An unrecognised element was ignored: (?:.*[:}])?(.*)"), "element \"$1\"",
          Pattern.compile("Image of type .*|Could not find image file .*|A v:imagedata .*"), "img",
          Pattern.compile("A w:sym element .*: char (.*) in font (.*)"), "symbol $1 of font \"$2\"",
          Pattern.compile("Unsupported break type: (.*)"), "break \"$1\"",
          Pattern.compile("unexpected non-.* in table.*"), "table layout",
          Pattern.compile("Referenced comment could not be found.*"), "comments");

  private Warnings() {}

  /** Short, and without characters that a list can't show. */
  static String plain(String warning) {
    String line = warning.replaceAll("\\p{C}", " ");
    String plain =
        WORDS.entrySet().stream()
            .flatMap(
                word -> {
                  Matcher said = word.getKey().matcher(line);
                  return said.matches() ? Stream.of(said.replaceFirst(word.getValue())) : null;
                })
            .findFirst()
            .orElse(line);
    return plain.codePointCount(0, plain.length()) > LONGEST
        ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…"
        : plain;
  }
}
