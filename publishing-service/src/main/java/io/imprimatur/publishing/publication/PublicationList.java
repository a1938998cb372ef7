package io.imprimatur.publishing.publication;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.people.Person;
import io.imprimatur.publishing.publication.Publications.Filter;
import io.imprimatur.publishing.publication.Publications.Listed;
import io.imprimatur.publishing.publication.Publications.Position;
import io.imprimatur.publishing.publication.RefusedEvents.Forgery;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The publishers' list: publications and refused events, the last changed first. The two come from
 * two places, so a page's cursor remembers how far each was read.
 */
public final class PublicationList {

  private static final int CURSOR_PARTS = 3;

  /** Each may have 2 MiB. */
  private static final int LOOKED_AT_ONCE = 50;

  private static final int MOST_LOOKED_AT = 1_000;

  private static final int SEARCHED_AT_ONCE = 200;

  private final Publications publications;
  private final RefusedEvents refused;
  private final PublicationDesk desk;

  public PublicationList(Publications publications, RefusedEvents refused, PublicationDesk desk) {
    this.publications = publications;
    this.refused = refused;
    this.desk = desk;
  }

  /**
   * Which lines are wanted.
   *
   * @param state {@code published}, {@code refused}, {@code withdrawn}, or nothing for all
   * @param section only this one, or nothing for all that the person may see
   * @param words what the title must hold, whatever the case; or nothing
   */
  public record Wanted(Optional<String> state, Optional<String> section, Optional<String> words) {

    public static Wanted everything() {
      return new Wanted(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private boolean fits(String title) {
      return words.map(w -> title != null && fold(title).contains(fold(w))).orElse(true);
    }

    private static String fold(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A part of the list. It may be short, or empty, and still not be the last one: where very many
   * were looked at of which few are wanted.
   */
  public Page<Entry> list(Person person, Wanted wanted, Paging paging) {
    PublicationDesk.mayLook(person);
    List<String> cursor = paging.after(CURSOR_PARTS).orElse(List.of("", "", ""));
    Known known = known(person, wanted, cursor, paging.fetch());
    boolean forged = wanted.state().map("refused"::equals).orElse(true);
    RefusedEvents.Part forgeries =
        forged
            ? forgeries(person, wanted, cursor.get(2), paging.fetch())
            : new RefusedEvents.Part(List.of(), null);
    return merged(known, forgeries, cursor, paging.limit());
  }

  /**
   * Publications that are wanted.
   *
   * @param end until where they were looked for, or null where there is nothing behind it
   */
  private record Known(List<Listed> found, Position end) {}

  private Known known(Person person, Wanted wanted, List<String> cursor, int enough) {
    Filter filter = new Filter(wanted.state(), sections(person, wanted.section()));
    Optional<Position> from =
        cursor.get(0).isEmpty()
            ? Optional.empty()
            : Optional.of(Position.of(cursor.get(0), cursor.get(1)));
    if (wanted.words().isEmpty()) {
      List<Listed> part = publications.list(filter, from, enough);
      return new Known(part, part.size() < enough ? null : position(part.getLast()));
    }
    List<Listed> found = new ArrayList<>();
    int looked = 0;
    while (found.size() < enough && looked < MOST_LOOKED_AT) {
      List<Listed> part = publications.list(filter, from, SEARCHED_AT_ONCE);
      part.stream().filter(l -> titles(l).anyMatch(wanted::fits)).forEach(found::add);
      if (part.size() < SEARCHED_AT_ONCE) {
        return new Known(found, null);
      }
      looked += part.size();
      from = Optional.of(position(part.getLast()));
    }
    return new Known(found, from.orElseThrow());
  }

  private static Position position(Listed listed) {
    return new Position(listed.changedAt(), listed.articleId());
  }

  /** The title that stands, or stood, and that of a text that was refused. */
  private static Stream<String> titles(Listed listed) {
    return listed.publication().stream()
        .flatMap(
            p ->
                Stream.concat(
                    switch (p) {
                      case Published live -> Stream.of(live.live().title());
                      case Withdrawn gone -> Stream.of(gone.last().title());
                      case Refused refused -> Stream.empty();
                      case Unpublished nothing -> Stream.empty();
                    },
                    p.refusal().map(RefusedText::title).stream()));
  }

  private Page<Entry> merged(Known known, RefusedEvents.Part part, List<String> cursor, int limit) {
    List<Listed> found = known.found();
    List<Forgery> forgeries = part.forgeries();
    List<Entry> entries = new ArrayList<>();
    int k = 0;
    int f = 0;
    while (entries.size() < limit) {
      // What comes next may be one that nobody looked at yet.
      Instant forged = f < forgeries.size() ? forgeries.get(f).at() : end(part);
      Instant changed = k < found.size() ? found.get(k).changedAt() : end(known);
      if (k < found.size() && !changed.isBefore(forged)) {
        entries.add(entry(found.get(k++)));
      } else if (f < forgeries.size() && !forged.isBefore(changed)) {
        entries.add(new Entry.Forged(forgeries.get(f++)));
      } else {
        break;
      }
    }
    boolean allKnown = k == found.size();
    boolean allForgeries = f == forgeries.size();
    if (allKnown && allForgeries && known.end() == null && part.end() == null) {
      return new Page<>(entries, null);
    }
    Position at =
        allKnown && known.end() != null ? known.end() : k == 0 ? null : position(found.get(k - 1));
    String forgery = f == 0 ? cursor.get(2) : forgeries.get(f - 1).id();
    return new Page<>(
        entries,
        Paging.cursor(
            at == null ? cursor.get(0) : Long.toString(at.changedAt().toEpochMilli()),
            at == null ? cursor.get(1) : at.articleId(),
            allForgeries && part.end() != null ? part.end().id() : forgery));
  }

  private static Instant end(Known known) {
    return known.end() == null ? Instant.MIN : known.end().changedAt();
  }

  /** Until when all forgeries are known. */
  private static Instant end(RefusedEvents.Part part) {
    return part.end() == null ? Instant.MIN : part.end().at();
  }

  private Entry entry(Listed listed) {
    return listed
        .publication()
        .<Entry>map(p -> new Entry.Known(p, desk.tampering(p), List.of()))
        .orElseGet(() -> new Entry.Unreadable(listed.articleId()));
  }

  /** Looks at no more than {@value #MOST_LOOKED_AT} events, whoever may see few of them. */
  private RefusedEvents.Part forgeries(Person person, Wanted wanted, String after, int enough) {
    List<Forgery> found = new ArrayList<>();
    String from = after.isEmpty() ? null : after;
    int looked = 0;
    RefusedEvents.Place end;
    do {
      RefusedEvents.Part part = refused.list(from, LOOKED_AT_ONCE);
      part.forgeries().stream()
          .filter(f -> PublicationDesk.sees(person, f.section()))
          .filter(f -> wanted.section().map(s -> s.equals(f.section())).orElse(true))
          .filter(f -> wanted.fits(f.title()))
          .forEach(found::add);
      looked += LOOKED_AT_ONCE;
      end = part.end();
      from = end == null ? null : end.id();
    } while (end != null && found.size() < enough && looked < MOST_LOOKED_AT);
    return new RefusedEvents.Part(found, end);
  }

  private static Optional<Set<String>> sections(Person person, Optional<String> section) {
    if (PublicationDesk.seesAll(person)) {
      return section.map(Set::of);
    }
    return Optional.of(
        section.map(s -> person.mayIn(s) ? Set.of(s) : Set.<String>of()).orElse(person.sections()));
  }
}
