package io.imprimatur.publishing.publication;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What publishers see and do. Administrators may look. */
public final class PublicationDesk {

  private final Publications publications;
  private final RefusedEvents refused;
  private final SealCheck seals;

  public PublicationDesk(Publications publications, RefusedEvents refused, SealCheck seals) {
    this.publications = publications;
    this.refused = refused;
    this.seals = seals;
  }

  /**
   * One article.
   *
   * @throws NotFound where the site has nothing of it that the person may see
   */
  public Entry find(Person person, String articleId) {
    mayLook(person);
    List<RefusedEvents.Forgery> forgeries = forgeries(person, articleId);
    try {
      return publications
          .find(articleId)
          .filter(p -> !(p instanceof Unpublished) && sees(person, p))
          .<Entry>map(p -> new Entry.Known(p, tampering(p), forgeries))
          .or(() -> forgeries.stream().findFirst().map(Entry.Forged::new))
          .orElseThrow(() -> unknown(articleId));
    } catch (UnreadablePublication e) {
      if (!seesAll(person)) {
        throw unknown(articleId); // its section is as doubtful as the rest
      }
      return new Entry.Unreadable(articleId);
    }
  }

  /**
   * All that there is of an article.
   *
   * @throws NotFound where the site has nothing of it that the person may see
   */
  public Dossier dossier(Person person, String articleId) {
    Entry entry = find(person, articleId);
    return new Dossier(
        entry,
        entry instanceof Entry.Known ? publications.earlier(articleId) : List.of(),
        forgeries(person, articleId),
        entry instanceof Entry.Known known ? seal(known.publication()) : Optional.empty());
  }

  private Optional<Seal> seal(Publication publication) {
    Optional<Edition> edition =
        switch (publication) {
          case Published p -> Optional.of(p.live());
          case Withdrawn w -> Optional.of(w.last());
          case Refused r -> Optional.empty();
          case Unpublished u -> Optional.empty();
        };
    try {
      return edition.map(e -> seals.check(publication.articleId(), e));
    } catch (SealRefused | KeysUnreachable e) {
      return Optional.empty();
    }
  }

  private List<RefusedEvents.Forgery> forgeries(Person person, String articleId) {
    return refused.of(articleId).stream().filter(f -> sees(person, f.section())).toList();
  }

  /**
   * A page that the person may take off the site.
   *
   * @throws NotFound where there is no such article, or not for this person
   * @throws Forbidden where the person may see it and no more
   * @throws Conflict where nothing stands on the site
   */
  public Published withdrawable(Person person, String articleId) {
    mayLook(person);
    Publication publication;
    try {
      publication = publications.find(articleId).orElseThrow(() -> unknown(articleId));
    } catch (UnreadablePublication e) {
      throw withheldAlready();
    }
    return mayWithdraw(person, publication);
  }

  /**
   * Takes a page off the site. It answers 410 as soon as this returns, and elsewhere within a
   * second.
   *
   * @param reason 1 to 4,000 characters
   * @throws NotFound where there is no such article, or not for this person
   * @throws Forbidden where the person may see it and no more
   * @throws Conflict where nothing stands on the site
   */
  public Withdrawal withdraw(
      Person person, String articleId, String reason, Instant at, Idempotency key) {
    mayLook(person);
    try {
      return publications.change(
          articleId,
          key,
          Withdrawal.class,
          publication ->
              mayWithdraw(person, publication)
                  .withdraw(
                      new io.imprimatur.events.Person(person.id(), person.name()), reason, at),
          after -> done((Withdrawn) after));
    } catch (UnreadablePublication e) {
      throw withheldAlready();
    }
  }

  private static Refusal withheldAlready() {
    return new Conflict("The article is withheld from the site already: its document is altered.")
        .coded("withheld-already");
  }

  private static Published mayWithdraw(Person person, Publication publication) {
    if (publication instanceof Unpublished || !sees(person, publication)) {
      throw unknown(publication.articleId());
    }
    if (!person.has(Roles.PUBLISHER)) {
      throw new Forbidden("Only publishers take pages off the site; administrators may look.")
          .coded("only-publishers-withdraw");
    }
    return switch (publication) {
      case Published live -> inOwnSection(person, live);
      case Withdrawn gone ->
          throw new Conflict("The page was withdrawn already, at %s.".formatted(gone.withdrawnAt()))
              .coded("withdrawn-already");
      case Refused never ->
          throw new Conflict("The article doesn't stand on the site: its text was refused.")
              .coded("never-published");
      case Unpublished nothing -> throw unknown(nothing.articleId());
    };
  }

  private static Published inOwnSection(Person person, Published live) {
    if (!person.mayIn(live.live().section())) {
      throw new Forbidden(
              "The page stands in the section %s, which is none of yours."
                  .formatted(live.live().section()))
          .coded("section-not-yours", live.live().section());
    }
    return live;
  }

  private static Withdrawal done(Withdrawn after) {
    return new Withdrawal(
        after.articleId(),
        after.address().path(),
        after.last().revision(),
        after.reason(),
        after.withdrawnAt());
  }

  /**
   * What the database no longer proves, in words; nothing where all agrees or can't be told now.
   */
  Optional<String> tampering(Publication publication) {
    if (!(publication instanceof Published live)) {
      return Optional.empty();
    }
    try {
      KeptText kept =
          publications
              .text(live.live().digest())
              .orElseThrow(() -> new SealRefused("the stored text is gone"));
      seals.check(live.articleId(), live.live(), kept);
      return Optional.empty();
    } catch (SealRefused e) {
      return Optional.of(e.getMessage());
    } catch (KeysUnreachable e) {
      return Optional.empty();
    }
  }

  static void mayLook(Person person) {
    Roles.require(person, Roles.PUBLISHER, Roles.ADMINISTRATOR);
  }

  static boolean sees(Person person, Publication publication) {
    return sections(publication).anyMatch(section -> sees(person, section));
  }

  /** A section that can't be read is shown to those only who see all of them. */
  static boolean sees(Person person, String section) {
    return seesAll(person)
        || person.has(Roles.PUBLISHER) && section != null && person.mayIn(section);
  }

  static boolean seesAll(Person person) {
    return person.has(Roles.ADMINISTRATOR) || person.has(Roles.PUBLISHER) && person.everywhere();
  }

  private static Stream<String> sections(Publication publication) {
    String own =
        switch (publication) {
          case Published p -> p.live().section();
          case Withdrawn w -> w.last().section();
          case Refused r -> r.text().section();
          case Unpublished u -> null;
        };
    return Stream.concat(
            Stream.of(own).filter(Objects::nonNull),
            publication.refusal().stream().map(RefusedText::section))
        .distinct();
  }

  private static Refusal unknown(String articleId) {
    return new NotFound("There is no publication %s.".formatted(articleId)).coded("no-publication");
  }
}
