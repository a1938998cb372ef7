package io.imprimatur.review.approval.persistence;

import io.imprimatur.events.Digest;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.review.approval.Approved;
import io.imprimatur.review.approval.Contribution;
import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Dossier;
import io.imprimatur.review.approval.Ended;
import io.imprimatur.review.approval.NotSubmitted;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.PastRound;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.Salt;
import io.imprimatur.review.approval.SentBack;
import io.imprimatur.review.approval.Subject;
import io.imprimatur.review.approval.TakenBack;
import io.imprimatur.review.approval.TurnedDown;
import io.imprimatur.review.approval.UnderReview;
import io.imprimatur.review.approval.Unpublished;
import io.imprimatur.review.approval.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/** A review as the fields of its document, and back. */
final class ReviewFields {

  static final String STATE = "state";
  static final String SECTION = "section";
  static final String GROUPS = "groups";
  static final String OPEN_GROUP = "openGroup";
  static final String KEPT_OUT = "keptOut";
  static final String CHANGED_AT = "changedAt";
  static final String LANGUAGE = "round.language";
  static final String DECIDERS = "deciders";
  static final String WORDS = "words";

  private ReviewFields() {}

  static Document of(Review review) {
    Dossier dossier = review.dossier();
    Document fields =
        new Document("salt", dossier.salt().base64())
            .append("published", dossier.published())
            .append("contributions", list(dossier.contributions(), ReviewFields::contribution))
            .append("past", list(dossier.past(), ReviewFields::past))
            .append("news", list(dossier.news(), SiteFields::news));
    if (dossier.live() != null) {
      fields.append("live", SiteFields.live(dossier.live()));
    }
    switch (review) {
      case NotSubmitted none -> {}
      case UnderReview running -> {
        appendRound(fields, running, running.round(), Outcome.IN_REVIEW);
        fields.append(CHANGED_AT, Date.from(running.round().waitingSince()));
        fields.append(OPEN_GROUP, running.openStep().group());
        fields.append(KEPT_OUT, keptOut(running));
      }
      case Ended ended -> {
        appendRound(fields, ended, ended.round(), ended.outcome());
        fields.append(CHANGED_AT, Date.from(ended.at()));
        if (ended instanceof Approved approved) {
          fields.append("seal", approved.seal());
        }
        if (ended instanceof Unpublished unpublished) {
          fields.append("seal", unpublished.seal());
        }
      }
    }
    return fields;
  }

  private static void appendRound(Document fields, Review review, Round round, Outcome state) {
    fields
        .append(STATE, state.word())
        .append(SECTION, round.subject().section())
        .append(GROUPS, round.route().stream().map(Step::group).distinct().toList())
        .append(DECIDERS, deciders(review.dossier(), round))
        .append(WORDS, SearchWords.of(review.dossier(), round))
        .append("round", round(round));
  }

  /** The ids of all who ever decided on the article. */
  private static List<String> deciders(Dossier dossier, Round round) {
    return Stream.concat(dossier.past().stream().map(PastRound::round), Stream.of(round))
        .flatMap(r -> r.decisions().stream())
        .map(d -> d.by().id())
        .distinct()
        .sorted()
        .toList();
  }

  /** Whose decision on the open step would be refused for what they did before. */
  private static List<String> keptOut(UnderReview running) {
    Set<String> ids = new LinkedHashSet<>();
    running.dossier().editors().forEach(p -> ids.add(p.id()));
    running.round().decisions().forEach(d -> ids.add(d.by().id()));
    return ids.stream().sorted().toList();
  }

  static Review read(String articleId, Document fields) {
    Dossier dossier =
        new Dossier(
            articleId,
            new Salt(fields.getString("salt")),
            fields.getInteger("published"),
            SiteFields.readLive(fields.get("live", Document.class)),
            read(fields, "news", SiteFields::readNews),
            read(fields, "contributions", ReviewFields::readContribution),
            read(fields, "past", ReviewFields::readPast));
    Document stored = fields.get("round", Document.class);
    if (stored == null) {
      return new NotSubmitted(dossier);
    }
    Round round = readRound(stored);
    Instant at = instant(fields, CHANGED_AT);
    return switch (outcome(fields.getString(STATE))) {
      case IN_REVIEW -> new UnderReview(dossier, round);
      case APPROVED -> new Approved(dossier, round, fields.getString("seal"), at);
      case PUBLICATION_REFUSED -> new Unpublished(dossier, round, fields.getString("seal"), at);
      case CHANGES_REQUESTED -> new SentBack(dossier, round, at);
      case REJECTED -> new TurnedDown(dossier, round, at);
      case CLOSED -> new TakenBack(dossier, round, at);
    };
  }

  private static Document round(Round round) {
    Document fields = new Document("number", round.number());
    if (round.size() != null) {
      fields.append("size", SiteFields.size(round.size()));
    }
    return fields
        .append("revision", round.revision())
        .append("digest", round.digest().value())
        .append("title", round.subject().title())
        .append("section", round.subject().section())
        .append("language", round.subject().language())
        .append("translationOf", round.translationOf())
        .append("submittedBy", person(round.submittedBy()))
        .append("editors", list(round.editors(), ReviewFields::person))
        .append("submittedAt", Date.from(round.submittedAt()))
        .append("openedAt", Date.from(round.openedAt()))
        .append("route", steps(round.route()))
        .append("decisions", list(round.decisions(), ReviewFields::decided));
  }

  private static Round readRound(Document round) {
    return new Round(
        round.getInteger("number"),
        round.getInteger("revision"),
        new Digest(round.getString("digest")),
        new Subject(
            round.getString("title"), round.getString("section"), round.getString("language")),
        round.getString("translationOf"),
        readPerson(round.get("submittedBy", Document.class)),
        read(round, "editors", ReviewFields::readPerson),
        instant(round, "submittedAt"),
        instant(round, "openedAt"),
        readSteps(round, "route"),
        read(round, "decisions", ReviewFields::readDecided),
        SiteFields.readSize(round.get("size", Document.class)));
  }

  private static Document past(PastRound past) {
    return new Document("state", past.outcome().word()).append("round", round(past.round()));
  }

  private static PastRound readPast(Document past) {
    return new PastRound(
        readRound(past.get("round", Document.class)), outcome(past.getString("state")));
  }

  private static Document contribution(Contribution contribution) {
    List<Person> people =
        contribution.people().stream()
            .sorted(java.util.Comparator.comparing(Person::id).thenComparing(Person::name))
            .toList();
    return new Document("revision", contribution.revision())
        .append("people", list(people, ReviewFields::person));
  }

  private static Contribution readContribution(Document contribution) {
    return new Contribution(
        contribution.getInteger("revision"),
        Set.copyOf(read(contribution, "people", ReviewFields::readPerson)));
  }

  private static Document decided(Decided decided) {
    return new Document("step", decided.step())
        .append("verdict", decided.verdict().word())
        .append("by", person(decided.by()))
        .append("reason", decided.reason())
        .append("at", Date.from(decided.at()));
  }

  private static Decided readDecided(Document decided) {
    return new Decided(
        decided.getInteger("step"),
        Verdict.of(decided.getString("verdict")).orElseThrow(),
        readPerson(decided.get("by", Document.class)),
        decided.getString("reason"),
        instant(decided, "at"));
  }

  static List<Document> steps(List<Step> steps) {
    return list(
        steps,
        s ->
            new Document("number", s.number())
                .append("zh", s.name().zh())
                .append("en", s.name().en())
                .append("group", s.group()));
  }

  static List<Step> readSteps(Document from, String field) {
    return read(
        from,
        field,
        s ->
            new Step(
                s.getInteger("number"),
                new LocalName(s.getString("zh"), s.getString("en")),
                s.getString("group")));
  }

  static Document person(Person person) {
    return new Document("id", person.id()).append("name", person.name());
  }

  static Person readPerson(Document person) {
    return new Person(person.getString("id"), person.getString("name"));
  }

  static Instant instant(Document from, String field) {
    return from.getDate(field).toInstant();
  }

  private static Outcome outcome(String word) {
    return Outcome.of(word)
        .orElseThrow(() -> new IllegalStateException("no review has the state " + word));
  }

  private static <T> List<Document> list(Collection<T> values, Function<T, Document> form) {
    return values.stream().map(form).toList();
  }

  private static <T> List<T> read(Document from, String field, Function<Document, T> form) {
    return from.getList(field, Document.class, List.of()).stream().map(form).toList();
  }

  /** Every field that a review may have, whatever its state. */
  static Stream<String> names() {
    return Stream.of(
        "salt",
        "published",
        "contributions",
        "past",
        "live",
        "news",
        STATE,
        SECTION,
        GROUPS,
        CHANGED_AT,
        DECIDERS,
        WORDS,
        "round",
        OPEN_GROUP,
        KEPT_OUT,
        "seal");
  }
}
