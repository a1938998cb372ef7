package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Published;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes the feeds: of a language, and of each of its sections. */
final class Feeds {

  private static final int ENTRIES = 30;
  private static final String ATOM = "application/atom+xml;charset=UTF-8";

  private final Editor editor;
  private final Press press;

  Feeds(Editor editor, Press press) {
    this.editor = editor;
    this.press = press;
  }

  /**
   * Nothing where there is no such section.
   *
   * @param section null for all of the language
   */
  Optional<Page> feed(String language, String section) {
    if (section != null && editor.listed(section).isEmpty()) {
      return Optional.empty();
    }
    List<Published> newest =
        section == null
            ? editor.shelf().newest(language, ENTRIES)
            : editor.shelf().newest(language, section, 0, ENTRIES);
    View view =
        new View.Feed(
            language,
            section == null ? null : editor.identity().sectionName(section, language),
            section == null ? Editor.home(language) : Editor.section(language, section),
            Editor.feed(language, section),
            editor.headlines(newest).stream().map(Feeds::entry).toList());
    byte[] xml = press.print(view).getBytes(StandardCharsets.UTF_8);
    return Optional.of(Page.of(200, ATOM, language, xml, editor.lastChange(language)));
  }

  private static View.FeedEntry entry(View.Headline h) {
    return new View.FeedEntry(
        h.articleId(),
        h.path(),
        h.title(),
        h.summary(),
        h.published().iso(),
        h.updated() == null ? h.published().iso() : h.updated().iso());
  }
}
