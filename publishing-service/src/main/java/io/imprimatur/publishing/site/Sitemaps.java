package io.imprimatur.publishing.site;

import io.imprimatur.publishing.site.Shelf.Outline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes what robots ask for: the site's map (sitemaps.org, protocol 0.9) and what they may read
 * (RFC 9309). Both name addresses only, so no seal is asked.
 */
final class Sitemaps {

  private static final String XML = "application/xml;charset=UTF-8";
  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final List<String> LANGUAGES = List.of("zh", "en");
  private static final int AT_ONCE = 500;

  private final Editor editor;
  private final Shelf shelf;
  private final Press press;
  private final int entries;

  /**
   * @param entries the most that one part names; the protocol allows 50,000
   */
  Sitemaps(Editor editor, Press press, int entries) {
    this.editor = editor;
    this.shelf = editor.shelf();
    this.press = press;
    this.entries = entries;
  }

  /**
   * The map, where it needs no parts, or the index of its parts, or one of these.
   *
   * @param part counted from 1; 0 is the whole
   * @return nothing where there is no such part
   */
  Optional<Page> map(int part) {
    List<View.Place> fixed = fixed();
    int parts = Editor.parts(fixed.size() + shelf.count(), entries);
    if (part > parts || part == 1 && parts == 1) {
      return Optional.empty();
    }
    if (part == 0 && parts > 1) {
      List<View.Place> places =
          IntStream.rangeClosed(1, parts)
              .mapToObj(i -> new View.Place("/sitemap-%d.xml".formatted(i), null, List.of()))
              .toList();
      return Optional.of(page(new View.Sitemap(places, true)));
    }
    int from = (Math.max(part, 1) - 1) * entries;
    List<View.Place> places =
        new ArrayList<>(
            fixed.subList(Math.min(from, fixed.size()), Math.min(from + entries, fixed.size())));
    places.addAll(articles(Math.max(0, from - fixed.size()), entries - places.size()));
    return Optional.of(page(new View.Sitemap(places, false)));
  }

  private Page page(View view) {
    Instant changed =
        LANGUAGES.stream()
            .map(editor::lastChange)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
    return Page.of(200, XML, null, press.print(view).getBytes(StandardCharsets.UTF_8), changed);
  }

  /** First pages, archives and sections. */
  private List<View.Place> fixed() {
    return Stream.concat(
            Stream.of(both(Editor::home), both(Editor::archive)),
            editor.identity().office().sectionIds().stream()
                .map(id -> both(language -> Editor.section(language, id))))
        .flatMap(links -> links.stream().map(l -> new View.Place(l.path(), null, links)))
        .toList();
  }

  private static List<View.Link> both(UnaryOperator<String> path) {
    return LANGUAGES.stream().map(l -> new View.Link(l, path.apply(l))).toList();
  }

  private List<View.Place> articles(int skip, int limit) {
    List<View.Place> places = new ArrayList<>();
    for (int read = 0; read < limit; read += AT_ONCE) {
      int wanted = Math.min(AT_ONCE, limit - read);
      List<Outline> some = shelf.outlines(skip + read, wanted);
      places.addAll(places(some));
      if (some.size() < wanted) {
        break;
      }
    }
    return places;
  }

  private List<View.Place> places(List<Outline> some) {
    Map<String, Outline> known = new HashMap<>();
    Map<String, Outline> translations = new HashMap<>();
    List<String> asked =
        some.stream()
            .flatMap(o -> Stream.of(o.articleId(), o.translationOf()))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    for (Outline o : shelf.outlines(asked)) {
      known.put(o.articleId(), o);
      if (o.translationOf() != null) {
        translations.putIfAbsent(o.translationOf(), o);
      }
    }
    return some.stream()
        .map(
            o ->
                place(
                    o,
                    Stream.of(known.get(o.translationOf()), translations.get(o.articleId()))
                        .filter(Objects::nonNull)
                        .filter(t -> !language(t).equals(language(o)))
                        .findFirst()))
        .toList();
  }

  private static View.Place place(Outline o, Optional<Outline> other) {
    String changed =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            o.changedAt().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    return new View.Place(
        o.path(),
        changed,
        other
            .map(
                t ->
                    List.of(
                        new View.Link(language(o), o.path()), new View.Link(language(t), t.path())))
            .orElse(List.of()));
  }

  private static String language(Outline o) {
    return Notices.languageOf(o.path());
  }

  Page robots() {
    String text =
        """
        User-agent: *
        Disallow: /api/
        Disallow: /newsroom
        Disallow: /zh/search
        Disallow: /en/search

        Sitemap: %s/sitemap.xml
        """
            .formatted(editor.identity().publicUrl());
    return Page.of(200, TEXT, null, text.getBytes(StandardCharsets.UTF_8), null);
  }
}
