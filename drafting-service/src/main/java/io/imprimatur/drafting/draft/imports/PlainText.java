package io.imprimatur.drafting.draft.imports;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Plain text as paragraphs: an empty line ends one, and in a text without empty lines each line is
 * one.
 */
final class PlainText {

  private PlainText() {}

  static Imports.Converted convert(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    boolean hasEmptyLines = lines.lines().anyMatch(String::isBlank);
    List<String> paragraphs =
        hasEmptyLines ? List.of(lines.split("\\n(\\s*\\n)+")) : lines.lines().toList();
    return Imports.Converted.of(
        paragraphs.stream().map(PlainText::paragraph).collect(Collectors.joining()));
  }

  private static String paragraph(String lines) {
    return lines
        .lines()
        .map(String::strip)
        .map(PlainText::escaped)
        .collect(Collectors.joining("<br>", "<p>", "</p>"));
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
