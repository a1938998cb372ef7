package io.imprimatur.publishing.publication;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.people.Person;
import io.imprimatur.publishing.publication.Publications.Filter;
import io.imprimatur.publishing.publication.Publications.Listed;
import io.imprimatur.publishing.publication.Publications.Position;
import io.imprimatur.publishing.publication.RefusedEvents.Forgery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The publishers' list: publications and refused events, the last changed first. The two come from
 * two places, so a page's cursor remembers how far each was read.
 */
public final class PublicationList {

  private static final int CURSOR_PARTS = 3;

  /** Each may have 2 MiB. */
  private static final int LOOKED_AT_ONCE = 50;

  private static final int MOST_LOOKED_AT = 1_000;

  private final Publications publications;
  private final RefusedEvents refused;
  private final PublicationDesk desk;

  public PublicationList(Publications publications, RefusedEvents refused, PublicationDesk desk) {
    this.publications = publications;
    this.refused = refused;
    this.desk = desk;
  }

  /**
   * A part of the list. It may be short, or empty, and still not be the last one: where very many
   * events were refused of which the person sees few.
   *
   * @param state {@code published}, {@code refused}, {@code withdrawn}, or nothing for all
   * @param section only this one, or nothing for all that the person may see
   */
  public Page<Entry> list(
      Person person, Optional<String> state, Optional<String> section, Paging paging) {
    PublicationDesk.mayLook(person);
    List<String> cursor = paging.after(CURSOR_PARTS).orElse(List.of("", "", ""));
    Optional<Position> from =
        cursor.get(0).isEmpty()
            ? Optional.empty()
            : Optional.of(Position.of(cursor.get(0), cursor.get(1)));
    List<Listed> known =
        publications.list(new Filter(state, sections(person, section)), from, paging.fetch());
    boolean forged = state.map("refused"::equals).orElse(true);
    RefusedEvents.Part forgeries =
        forged
            ? forgeries(person, section, cursor.get(2), paging.fetch())
            : new RefusedEvents.Part(List.of(), null);
    return merged(known, forgeries, cursor, paging.limit());
  }

  private Page<Entry> merged(
      List<Listed> known, RefusedEvents.Part part, List<String> cursor, int limit) {
    List<Forgery> forgeries = part.forgeries();
    List<Entry> entries = new ArrayList<>();
    int k = 0;
    int f = 0;
    while (entries.size() < limit) {
      Instant forged = f < forgeries.size() ? forgeries.get(f).at() : end(part);
      if (k < known.size() && !known.get(k).changedAt().isBefore(forged)) {
        entries.add(entry(known.get(k++)));
      } else if (f < forgeries.size()) {
        entries.add(new Entry.Forged(forgeries.get(f++)));
      } else {
        break; // what comes next may be a forgery that nobody looked at yet
      }
    }
    boolean allForgeries = f == forgeries.size();
    if (k == known.size() && allForgeries && part.end() == null) {
      return new Page<>(entries, null);
    }
    String forgery = f == 0 ? cursor.get(2) : forgeries.get(f - 1).id();
    return new Page<>(
        entries,
        Paging.cursor(
            k == 0 ? cursor.get(0) : millis(known.get(k - 1)),
            k == 0 ? cursor.get(1) : known.get(k - 1).articleId(),
            allForgeries && part.end() != null ? part.end().id() : forgery));
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
  private RefusedEvents.Part forgeries(
      Person person, Optional<String> section, String after, int wanted) {
    List<Forgery> found = new ArrayList<>();
    String from = after.isEmpty() ? null : after;
    int looked = 0;
    RefusedEvents.Place end;
    do {
      RefusedEvents.Part part = refused.list(from, LOOKED_AT_ONCE);
      part.forgeries().stream()
          .filter(f -> PublicationDesk.sees(person, f.section()))
          .filter(f -> section.map(s -> s.equals(f.section())).orElse(true))
          .forEach(found::add);
      looked += LOOKED_AT_ONCE;
      end = part.end();
      from = end == null ? null : end.id();
    } while (end != null && found.size() < wanted && looked < MOST_LOOKED_AT);
    return new RefusedEvents.Part(found, end);
  }

  private static Optional<Set<String>> sections(Person person, Optional<String> section) {
    if (PublicationDesk.seesAll(person)) {
      return section.map(Set::of);
    }
    return Optional.of(
        section.map(s -> person.mayIn(s) ? Set.of(s) : Set.<String>of()).orElse(person.sections()));
  }

  private static String millis(Listed listed) {
    return Long.toString(listed.changedAt().toEpochMilli());
  }
}
