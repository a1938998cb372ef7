package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Published;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the pages that list articles: a language's first page, sections, feeds. */
final class ListPages {

  static final int IN_SECTION = 20;
  private static final int LATEST = 7;
  private static final int IN_BLOCK = 4;
  private static final int IN_FEED = 30;
  private static final String ATOM = "application/atom+xml;charset=UTF-8";

  private final Editor editor;
  private final Shelf shelf;
  private final Press press;
  private final Map<String, Parts> parts = new ConcurrentHashMap<>();

  /** Of how many parts a section's list was at an edition. */
  private record Parts(long edition, int number) {}

  ListPages(Editor editor, Press press) {
    this.editor = editor;
    this.shelf = editor.shelf();
    this.press = press;
  }

  Page home(String language) {
    List<View.Headline> latest = editor.headlines(shelf.newest(language, LATEST));
    List<View.Block> blocks = new ArrayList<>();
    editor
        .identity()
        .office()
        .sections()
        .forEach(
            s ->
                blocks.add(
                    new View.Block(
                        s.id(),
                        s.name().in(language),
                        editor.headlines(shelf.newest(language, s.id(), 0, IN_BLOCK)))));
    String other = Identity.other(language);
    View.Frame frame =
        new View.Frame(
            language,
            "",
            "",
            Editor.home(language),
            null,
            List.of(new View.Link(other, Editor.home(other))),
            null,
            true);
    View view =
        new View.Home(
            frame,
            latest.isEmpty() ? null : latest.getFirst(),
            latest.isEmpty() ? latest : latest.subList(1, latest.size()),
            blocks);
    return Page.html(200, language, press.print(view), lastChange(language));
  }

  /**
   * Nothing where there is no such section, or no such part of it.
   *
   * @param edition how often the section had changed before
   */
  Optional<Page> section(String language, String id, int number, long edition) {
    if (editor.identity().office().section(id).isEmpty() || number < 1) {
      return Optional.empty();
    }
    int parts = parts(language, id, edition);
    if (number > parts) {
      return Optional.empty();
    }
    String name = editor.identity().sectionName(id, language);
    String other = Identity.other(language);
    String path = Editor.section(language, id) + (number == 1 ? "" : "?page=" + number);
    View.Frame frame =
        new View.Frame(
            language,
            name,
            "",
            path,
            id,
            List.of(new View.Link(other, Editor.section(other, id))),
            Editor.feed(language, id),
            number == 1);
    List<Published> part = shelf.newest(language, id, (number - 1) * IN_SECTION, IN_SECTION);
    View view = new View.Section(frame, id, name, editor.headlines(part), number, parts);
    return Optional.of(Page.html(200, language, press.print(view), lastChange(language)));
  }

  /** Counts a section once for each edition: asking for parts that there are not costs nothing. */
  private int parts(String language, String id, long edition) {
    String section = Editor.section(language, id);
    Parts known = parts.get(section);
    if (known == null || known.edition != edition) {
      long count = shelf.count(language, id);
      known = new Parts(edition, (int) Math.max(1, (count + IN_SECTION - 1) / IN_SECTION));
      parts.put(section, known);
    }
    return known.number;
  }

  /** Nothing where there is no such section. */
  Optional<Page> feed(String language, String id) {
    if (editor.identity().office().section(id).isEmpty()) {
      return Optional.empty();
    }
    List<View.FeedEntry> entries =
        editor.headlines(shelf.newest(language, id, 0, IN_FEED)).stream()
            .map(
                h ->
                    new View.FeedEntry(
                        h.articleId(),
                        h.path(),
                        h.title(),
                        h.summary(),
                        h.published().iso(),
                        h.updated() == null ? h.published().iso() : h.updated().iso()))
            .toList();
    View view =
        new View.Feed(
            language,
            editor.identity().sectionName(id, language),
            id,
            Editor.feed(language, id),
            entries);
    byte[] xml = press.print(view).getBytes(StandardCharsets.UTF_8);
    return Optional.of(Page.of(200, ATOM, language, xml, lastChange(language)));
  }

  private Instant lastChange(String language) {
    return shelf.lastChange(language).orElse(null);
  }
}
