package io.imprimatur.review.approval;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
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
 * @param live what stands there now, or null
 * @param news the last {@value #KEPT} things that became of it on the site, oldest first
 * @param contributions who worked on the revisions since then
 * @param past the last {@value #KEPT} rounds before the one at hand, oldest first
 */
public record Dossier(
    String articleId,
    Salt salt,
    int published,
    Live live,
    List<SiteNews> news,
    List<Contribution> contributions,
    List<PastRound> past) {

  static final int KEPT = 50;

  public Dossier {
    news = List.copyOf(news);
    contributions = List.copyOf(contributions);
    past = List.copyOf(past);
  }

  /** Of an article that was not heard of before. */
  public static Dossier blank(String articleId, Salt salt) {
    return new Dossier(articleId, salt, 0, null, List.of(), List.of(), List.of());
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

  public Optional<PastRound> pastRound(int number) {
    return past.stream().filter(p -> p.round().number() == number).findFirst();
  }

  Dossier submitted(DraftSubmitted submission) {
    Set<Person> people = new LinkedHashSet<>(submission.editors());
    people.add(submission.by());
    List<Contribution> more = new ArrayList<>(contributions);
    more.add(new Contribution(submission.revision(), people));
    return new Dossier(
        articleId, salt, published, live, news, sincePublished(more, published), past);
  }

  /** Notes what became of a revision on the site. */
  Dossier told(PublishingEvent event) {
    Dossier noted =
        new Dossier(
            articleId, salt, published, live, last(news, SiteNews.of(event)), contributions, past);
    return switch (event) {
      case ArticlePublished e -> noted.stands(new Live(e.revision(), e.digest(), e.at()));
      case ArticleUpdated e -> noted.stands(new Live(e.revision(), e.digest(), e.at()));
      case ArticleWithdrawn e -> noted.gone(e.revision());
      case PublicationRefused e -> noted.refused(e.round());
    };
  }

  /** Whoever worked on what stands on the site now has no part in what comes next. */
  private Dossier stands(Live now) {
    if (now.revision() < published) {
      return this; // told late: something newer stood there since
    }
    return new Dossier(
        articleId,
        salt,
        now.revision(),
        now,
        news,
        sincePublished(contributions, now.revision()),
        past);
  }

  private Dossier gone(int revision) {
    return live == null || revision < live.revision()
        ? this
        : new Dossier(articleId, salt, published, null, news, contributions, past);
  }

  private Dossier refused(int round) {
    List<PastRound> amended =
        past.stream()
            .map(
                p ->
                    p.round().number() == round && p.outcome() == Outcome.APPROVED
                        ? new PastRound(p.round(), Outcome.PUBLICATION_REFUSED)
                        : p)
            .toList();
    return new Dossier(articleId, salt, published, live, news, contributions, amended);
  }

  Dossier filed(Round round, Outcome outcome) {
    return new Dossier(
        articleId,
        salt,
        published,
        live,
        news,
        contributions,
        last(past, new PastRound(round, outcome)));
  }

  private static <T> List<T> last(List<T> before, T newest) {
    List<T> more = new ArrayList<>(before);
    more.add(newest);
    return more.subList(Math.max(0, more.size() - KEPT), more.size());
  }

  private static List<Contribution> sincePublished(List<Contribution> all, int published) {
    return all.stream().filter(c -> c.revision() > published).toList();
  }
}
