package io.imprimatur.review.approval;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What review knows of an article beyond the round at hand.
 *
 * @param salt makes the hashes of people's ids this article's own
 * @param published the newest revision that stood on the site, 0 before the first
 * @param contributions who worked on the revisions since then
 * @param past the last {@value #KEPT} rounds before the one at hand, oldest first
 */
public record Dossier(
    String articleId,
    Salt salt,
    int published,
    List<Contribution> contributions,
    List<PastRound> past) {

  static final int KEPT = 50;

  public Dossier {
    contributions = List.copyOf(contributions);
    past = List.copyOf(past);
  }

  /** Of an article that was not heard of before. */
  public static Dossier blank(String articleId, Salt salt) {
    return new Dossier(articleId, salt, 0, List.of(), List.of());
  }

  /**
   * Everybody who worked on the text since it was last published. An earlier submission may name
   * somebody whom a later one doesn't; they stay named.
   */
  public Set<Person> editors() {
    Set<Person> all = new LinkedHashSet<>();
    contributions.stream()
        .filter(c -> c.revision() > published)
        .forEach(c -> all.addAll(c.people()));
    return all;
  }

  boolean wasEditedBy(String personId) {
    return editors().stream().anyMatch(p -> p.id().equals(personId));
  }

  Optional<PastRound> pastRound(int number) {
    return past.stream().filter(p -> p.round().number() == number).findFirst();
  }

  Dossier submitted(DraftSubmitted submission) {
    Set<Person> people = new LinkedHashSet<>(submission.editors());
    people.add(submission.by());
    List<Contribution> more = new ArrayList<>(contributions);
    more.add(new Contribution(submission.revision(), people));
    return new Dossier(articleId, salt, published, sincePublished(more, published), past);
  }

  /** Whoever worked on what stands on the site now has no part in what comes next. */
  Dossier published(int revision) {
    int newest = Math.max(published, revision);
    return new Dossier(articleId, salt, newest, sincePublished(contributions, newest), past);
  }

  Dossier filed(Round round, Outcome outcome) {
    List<PastRound> more = new ArrayList<>(past);
    more.add(new PastRound(round, outcome));
    List<PastRound> kept = more.subList(Math.max(0, more.size() - KEPT), more.size());
    return new Dossier(articleId, salt, published, contributions, kept);
  }

  private static List<Contribution> sincePublished(List<Contribution> all, int published) {
    return all.stream().filter(c -> c.revision() > published).toList();
  }
}
