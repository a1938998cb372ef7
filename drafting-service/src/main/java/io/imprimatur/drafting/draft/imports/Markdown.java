package io.imprimatur.drafting.draft.imports;

import java.util.List;
import java.util.Set;
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

  private Markdown() {}

  static Imports.Converted convert(String text) {
    // a code block's language comes as a class
    return new Imports.Converted(RENDERER.render(PARSER.parse(text)), List.of(), Set.of("class"));
  }
}
