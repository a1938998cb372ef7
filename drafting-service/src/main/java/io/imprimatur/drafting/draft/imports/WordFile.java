package io.imprimatur.drafting.draft.imports;

import io.imprimatur.kit.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.zwobble.mammoth.DocumentConverter;
import org.zwobble.mammoth.Result;

/** Word documents (ECMA-376), by mammoth, which looks at styles and not at the page. */
final class WordFile {

  private static final String STYLES =
      """
      p[style-name='Title'] => h1:fresh
      p[style-name='标题'] => h1:fresh
      p[style-name='Subtitle'] => h2:fresh
      p[style-name='Quote'] => blockquote:fresh
      p[style-name='Intense Quote'] => blockquote:fresh
      u => u
      """;

  /** Parts that hold what an article has no place for. */
  private static final Map<Pattern, String> UNTAKEN =
      Map.of(
          Pattern.compile("word/comments\\.xml"), "comments",
          Pattern.compile("word/(header|footer)[0-9]*\\.xml"), "headers and footers",
          Pattern.compile("word/(embeddings|activeX)/.*"), "embedded files",
          Pattern.compile("word/(charts|diagrams)/.*\\.xml"), "charts and diagrams",
          Pattern.compile("word/vbaProject\\.bin"), "macros");

  /** What mammoth writes for footnotes and bookmarks. */
  private static final Set<String> UNSAID = Set.of("id", "href");

  /** Links from a footnote back to its place in the text. */
  private static final Pattern BACK =
      Pattern.compile(" ?<a href=\"#(foot|end)note-ref-[^\"]*\">[^<]*</a>");

  private static final int MOST_WARNINGS = 50;

  private final ImportLimits limits;

  WordFile(ImportLimits limits) {
    this.limits = limits;
  }

  Imports.Converted convert(byte[] bytes) {
    DocxPackage document = DocxPackage.open(bytes, limits);
    List<String> leftOut = new ArrayList<>();
    UNTAKEN.forEach(
        (part, name) -> {
          if (document.names().stream().anyMatch(n -> part.matcher(n).matches())) {
            leftOut.add(name);
          }
        });
    leftOut.addAll(document.untaken());
    leftOut.sort(null);
    Result<String> result = read(document);
    result.getWarnings().stream()
        .map(Warnings::plain)
        .distinct()
        .limit(MOST_WARNINGS)
        .forEach(leftOut::add);
    return new Imports.Converted(BACK.matcher(result.getValue()).replaceAll(""), leftOut, UNSAID);
  }

  private static Result<String> read(DocxPackage document) {
    try {
      return new DocumentConverter()
          .disableEmbeddedStyleMap()
          .addStyleMap(STYLES)
          .imageConverter(image -> Map.of()) // pictures are never opened
          .convertToHtml(new ByteArrayInputStream(document.xmlOnly()));
    } catch (IOException | RuntimeException e) {
      throw new Invalid("file", "is damaged or no Word document: " + e.getMessage());
    }
  }
}
