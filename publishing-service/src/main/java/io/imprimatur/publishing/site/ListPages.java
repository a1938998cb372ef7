package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the pages that list articles: a language's first page, and sections. */
final class ListPages {

  static final int IN_SECTION = 20;
  private static final int LATEST = 7;
  private static final int IN_BLOCK = 4;

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
            Editor.feed(language, null),
            true);
    View view =
        new View.Home(
            frame,
            latest.isEmpty() ? null : latest.getFirst(),
            latest.isEmpty() ? latest : latest.subList(1, latest.size()),
            blocks);
    return Page.html(200, language, press.print(view), editor.lastChange(language));
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
    String path = Editor.section(language, id);
    View.Frame frame =
        new View.Frame(
            language,
            name,
            "",
            Editor.part(path, number),
            id,
            List.of(new View.Link(other, Editor.section(other, id))),
            Editor.feed(language, id),
            number == 1);
    List<Published> part = shelf.newest(language, id, (number - 1) * IN_SECTION, IN_SECTION);
    View view =
        new View.Section(
            frame, id, name, editor.headlines(part), new View.Part(number, parts, path));
    return Optional.of(Page.html(200, language, press.print(view), editor.lastChange(language)));
  }

  /** Counts a section once for each edition: asking for parts that there are not costs nothing. */
  private int parts(String language, String id, long edition) {
    String section = Editor.section(language, id);
    Parts known = parts.get(section);
    if (known == null || known.edition != edition) {
      long count = shelf.count(language, id);
      known = new Parts(edition, Editor.parts(count, IN_SECTION));
      parts.put(section, known);
    }
    return known.number;
  }
}
