package io.imprimatur.publishing.publication;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.people.Person;
import io.imprimatur.publishing.publication.Publications.Filter;
import io.imprimatur.publishing.publication.Publications.Listed;
import io.imprimatur.publishing.publication.Publications.Position;
import io.imprimatur.publishing.publication.RefusedEvents.Forgery;
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

  private final Publications publications;
  private final RefusedEvents refused;
  private final PublicationDesk desk;

  public PublicationList(Publications publications, RefusedEvents refused, PublicationDesk desk) {
    this.publications = publications;
    this.refused = refused;
    this.desk = desk;
  }

  /**
   * A part of the list.
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
    List<Forgery> forgeries =
        forged ? forgeries(person, section, cursor.get(2), paging.fetch()) : List.of();
    return merged(known, forgeries, cursor, paging.limit());
  }

  private Page<Entry> merged(
      List<Listed> known, List<Forgery> forgeries, List<String> cursor, int limit) {
    List<Entry> entries = new ArrayList<>();
    int k = 0;
    int f = 0;
    while (entries.size() < limit && (k < known.size() || f < forgeries.size())) {
      boolean next =
          f == forgeries.size()
              || k < known.size() && !known.get(k).changedAt().isBefore(forgeries.get(f).at());
      if (next) {
        entries.add(entry(known.get(k++)));
      } else {
        entries.add(new Entry.Forged(forgeries.get(f++)));
      }
    }
    if (k == known.size() && f == forgeries.size()) {
      return new Page<>(entries, null);
    }
    return new Page<>(
        entries,
        Paging.cursor(
            k == 0 ? cursor.get(0) : millis(known.get(k - 1)),
            k == 0 ? cursor.get(1) : known.get(k - 1).articleId(),
            f == 0 ? cursor.get(2) : forgeries.get(f - 1).id()));
  }

  private Entry entry(Listed listed) {
    return listed
        .publication()
        .<Entry>map(p -> new Entry.Known(p, desk.tampering(p), List.of()))
        .orElseGet(() -> new Entry.Unreadable(listed.articleId()));
  }

  private List<Forgery> forgeries(
      Person person, Optional<String> section, String after, int wanted) {
    List<Forgery> found = new ArrayList<>();
    String from = after.isEmpty() ? null : after;
    List<Forgery> part;
    do {
      part = refused.list(from, wanted);
      part.stream()
          .filter(f -> PublicationDesk.sees(person, f.section()))
          .filter(f -> section.map(s -> s.equals(f.section())).orElse(true))
          .forEach(found::add);
      from = part.isEmpty() ? null : part.getLast().id();
    } while (found.size() < wanted && part.size() == wanted);
    return found.size() > wanted ? found.subList(0, wanted) : found;
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
