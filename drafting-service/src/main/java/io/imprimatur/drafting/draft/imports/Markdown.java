package io.imprimatur.drafting.draft.imports;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as CommonMark 0.31 with GitHub's tables. */
final class Markdown {

  private static final int DEEPEST = 100;
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  /**
   * What other programs read at a file's start: YAML between two lines of hyphens. A first line
   * with a key tells it from a text between two rules.
   */
  private static final Pattern FRONT_MATTER =
      Pattern.compile(
          "---[ \\t]*\\R(?:[ \\t]*(?:#.*)?\\R)*+[\\w\"'][^\\r\\n:]{0,100}:(?:[ \\t].*)?\\R"
              + "(?:(?!(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)).*\\R)*+(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)");

  private Markdown() {}

  static Imports.Converted convert(String text) {
    Matcher front = FRONT_MATTER.matcher(text);
    boolean hasFront = front.lookingAt();
    String rest = hasFront ? text.substring(front.end()) : text;
    return new Imports.Converted(
        RENDERER.render(PARSER.parse(rest)),
        hasFront ? List.of("front matter") : List.of(),
        Set.of("class")); // a code block's language comes as a class
  }
}
