package io.imprimatur.publishing.publication;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Takes newly sealed texts in. */
public final class Approvals {

  private final HouseRules rules;
  private final Publications publications;
  private final ZoneId zone;
  private final Clock clock;

  /**
   * @param zone in which the year of an address is counted
   */
  public Approvals(HouseRules rules, Publications publications, ZoneId zone, Clock clock) {
    this.rules = rules;
    this.publications = publications;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * What becomes of a publication by a text whose seal was just verified. The words are kept before
   * anything refers to them; words that nothing refers to do no harm.
   */
  public Change take(Publication before, SealedText text) {
    return take(before, text, Retold.NONE);
  }

  /**
   * As {@link #take(Publication, SealedText)}, after a restore.
   *
   * @param retold the refusals that were told before it
   */
  public Change take(Publication before, SealedText text, Retold retold) {
    if (text.revision() <= before.standingRevision() || retold.isRefusal(text)) {
      return takeAgain(before, text);
    }
    Instant now = clock.instant();
    Change change =
        before.approve(text, rules.objection(before.articleId(), text, now), this::address, now);
    if (change.next() instanceof Published published
        && published.live().digest().equals(text.digest())) {
      publications.keep(text.digest(), KeptText.of(text.text()));
    }
    return change;
  }

  /**
   * After a restore approvals come again of which the site has told what became of them. Their
   * words may have been lost, and what no seal tells.
   */
  private Change takeAgain(Publication before, SealedText text) {
    publications.keep(text.digest(), KeptText.of(text.text()));
    return Change.silently(Resumption.completed(before, text));
  }

  private Address address(String articleId, SealedText text, Instant publishedAt) {
    return Address.of(
        articleId,
        text.text().language(),
        text.text().title(),
        publishedAt,
        zone,
        path -> publications.isTaken(path, articleId));
  }
}
