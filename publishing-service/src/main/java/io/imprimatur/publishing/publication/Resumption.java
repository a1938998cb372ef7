package io.imprimatur.publishing.publication;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.seals.Seal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A publication whose database was put back becomes what the site had told since: pages stand at
 * their addresses with the newest text, and what was withdrawn stays withdrawn. Words of texts that
 * the database lost come from review's topic.
 */
public final class Resumption {

  /** In place of what a refusal does not tell, until its approval comes again. */
  private static final String UNKNOWN = "…";

  private final ZoneId zone;

  /**
   * @param zone in which the year of an address is counted
   */
  public Resumption(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The publication after an event that the site had told.
   *
   * @param seal the verified seal that the event carries, or null for one that carries none
   * @throws CannotHaveTold where the site cannot have told it
   */
  public Publication after(Publication before, PublishingEvent event, Seal seal) {
    return switch (event) {
      case ArticlePublished e -> published(before, e, seal);
      case ArticleUpdated e -> updated(before, e, seal);
      case ArticleWithdrawn e -> withdrawn(before, e);
      case PublicationRefused e -> refused(before, e);
    };
  }

  private Published published(Publication before, ArticlePublished event, Seal seal) {
    if (before instanceof Published || before instanceof Withdrawn) {
      throw new CannotHaveTold("the article has stood on the site before");
    }
    Address address = address(event.path());
    if (!address.isFor(before.articleId(), seal.language(), seal.title(), event.at(), zone)) {
      throw new CannotHaveTold("the site gives no such article the address " + event.path());
    }
    return new Published(
        before.articleId(),
        address,
        edition(seal, event.seal(), event.translationOf()),
        event.at(),
        Optional.empty(),
        Optional.empty());
  }

  private static Published updated(Publication before, ArticleUpdated event, Seal seal) {
    Standing at = standing(before);
    if (!at.address().path().equals(event.path())
        || !at.publishedAt().equals(event.publishedAt())) {
      throw new CannotHaveTold(
          "the article stands at %s since %s".formatted(at.address().path(), at.publishedAt()));
    }
    if (event.revision() <= at.text().revision()) {
      throw new CannotHaveTold(
          "revision %d stood on the site before".formatted(at.text().revision()));
    }
    return new Published(
        before.articleId(),
        at.address(),
        edition(seal, event.seal(), at.text().translationOf()),
        at.publishedAt(),
        Optional.of(event.at()),
        Optional.empty());
  }

  private static Publication withdrawn(Publication before, ArticleWithdrawn event) {
    if (!(before instanceof Published live) || live.live().revision() != event.revision()) {
      throw new CannotHaveTold(
          "revision %d does not stand on the site".formatted(event.revision()));
    }
    return live.withdraw(event.by(), event.reason(), event.at()).next();
  }

  private static Publication refused(Publication before, PublicationRefused event) {
    boolean again = before.refusal().filter(r -> r.revision() == event.revision()).isPresent();
    if (again || event.revision() <= before.standingRevision()) {
      throw new CannotHaveTold(
          "what became of revision %d was told before".formatted(event.revision()));
    }
    return with(
        before,
        new RefusedText(
            event.revision(),
            event.round(),
            event.digest(),
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            event.reason(),
            event.at()));
  }

  /** An article that has an address. */
  private record Standing(Address address, Edition text, Instant publishedAt) {}

  private static Standing standing(Publication before) {
    return switch (before) {
      case Published p -> new Standing(p.address(), p.live(), p.publishedAt());
      case Withdrawn w -> new Standing(w.address(), w.last(), w.publishedAt());
      case Refused r -> throw new CannotHaveTold("the article never stood on the site");
      case Unpublished u -> throw new CannotHaveTold("the article never stood on the site");
    };
  }

  private static Address address(String path) {
    try {
      return new Address(path);
    } catch (IllegalArgumentException e) {
      throw new CannotHaveTold(e.getMessage());
    }
  }

  private static Edition edition(Seal seal, String jws, String translationOf) {
    return new Edition(
        seal.revision(),
        seal.digest(),
        jws,
        seal.title(),
        seal.language(),
        seal.section(),
        seal.approvedAt(),
        translationOf);
  }

  /** What an approval that came again tells beyond its seal and the site's own events. */
  static Publication completed(Publication before, SealedText again) {
    Optional<RefusedText> refusal =
        before
            .refusal()
            .filter(r -> r.revision() == again.revision() && r.digest().equals(again.digest()));
    if (refusal.isPresent()) {
      return with(before, again.refused(refusal.get().reason(), refusal.get().at()));
    }
    return before instanceof Published p
            && p.live().digest().equals(again.digest())
            && p.live().revision() == again.revision()
        ? new Published(
            p.articleId(),
            p.address(),
            again.edition(),
            p.publishedAt(),
            p.updatedAt(),
            p.refusal())
        : before;
  }

  private static Publication with(Publication before, RefusedText refused) {
    return switch (before) {
      case Unpublished u -> new Refused(u.articleId(), refused);
      case Refused r -> new Refused(r.articleId(), refused);
      case Published p ->
          new Published(
              p.articleId(),
              p.address(),
              p.live(),
              p.publishedAt(),
              p.updatedAt(),
              Optional.of(refused));
      case Withdrawn w ->
          new Withdrawn(
              w.articleId(),
              w.address(),
              w.last(),
              w.publishedAt(),
              w.updatedAt(),
              w.withdrawnAt(),
              w.by(),
              w.reason(),
              Optional.of(refused));
    };
  }
}
