package io.imprimatur.publishing.publication.persistence;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.publishing.publication.Address;
import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.Edition;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.Refused;
import io.imprimatur.publishing.publication.RefusedText;
import io.imprimatur.publishing.publication.Unpublished;
import io.imprimatur.publishing.publication.UnreadablePublication;
import io.imprimatur.publishing.publication.Withdrawn;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Update;

/** How a publication is written down, beside what the kit keeps in the same document. */
public final class PublicationDocument {

  public static final String COLLECTION = "publications";

  private PublicationDocument() {}

  /** Reads an article's document; one that holds nothing of ours yet is unpublished. */
  public static Publication read(String articleId, Optional<Stored> stored) {
    return stored.map(s -> read(s.fields())).orElseGet(() -> new Unpublished(articleId));
  }

  /**
   * Reads a document.
   *
   * @throws UnreadablePublication where somebody altered its form
   */
  public static Publication read(Document d) {
    String id = d.getString("_id");
    try {
      return read(id, d);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | NoSuchElementException
        | NullPointerException e) {
      throw new UnreadablePublication(id, e);
    }
  }

  private static Publication read(String id, Document d) {
    String state = d.getString("state");
    if (state == null) {
      return new Unpublished(id);
    }
    lists(d);
    Optional<RefusedText> refusal =
        Optional.ofNullable(d.get("refusal", Document.class)).map(PublicationDocument::refusal);
    return switch (state) {
      case "refused" -> new Refused(id, refusal.orElseThrow());
      case "published" ->
          new Published(
              id,
              new Address(d.getString("path")),
              edition(d.get("live", Document.class)),
              instant(d, "publishedAt"),
              Optional.ofNullable(d.getDate("updatedAt")).map(Date::toInstant),
              refusal);
      case "withdrawn" -> withdrawn(id, d, refusal);
      default -> throw new IllegalStateException("article " + id + " has a state " + state);
    };
  }

  /** What a change adds to must be lists, or no change could be written: no withdrawal either. */
  private static void lists(Document d) {
    for (String field : List.of("sections", "originals")) {
      if (d.containsKey(field) && !(d.get(field) instanceof List)) {
        throw new IllegalStateException(field + " is no list");
      }
    }
  }

  private static Withdrawn withdrawn(String id, Document d, Optional<RefusedText> refusal) {
    Document withdrawal = d.get("withdrawal", Document.class);
    return new Withdrawn(
        id,
        new Address(d.getString("path")),
        edition(d.get("live", Document.class)),
        instant(d, "publishedAt"),
        Optional.ofNullable(d.getDate("updatedAt")).map(Date::toInstant),
        instant(withdrawal, "at"),
        new Person(withdrawal.getString("personId"), withdrawal.getString("personName")),
        withdrawal.getString("reason"),
        refusal);
  }

  /** What the document, and a figure, calls the state of an article that something came of. */
  static String state(Publication publication) {
    return switch (publication) {
      case Unpublished u -> throw new IllegalArgumentException("nothing leads back to nothing");
      case Refused r -> "refused";
      case Published p -> "published";
      case Withdrawn w -> "withdrawn";
    };
  }

  /** The fields that a change sets, each of them by its own name. */
  static Update update(Publication before, Publication next) {
    Update update = new Update();
    // The database's own clock: instances compare it with nothing else.
    update.currentDate("changedAt");
    update.set("refused", next.refusal().isPresent());
    setOrUnset(update, "refusal", next.refusal().map(PublicationDocument::document));
    setOrUnset(update, "section", section(next));
    // Whoever looks later than twice must still know all the pages on which it may stand.
    addAll(update, "sections", section(before), section(next));
    addAll(update, "originals", translationOf(before), translationOf(next));
    update.unset("tampering");
    EarlierEdition.leftBehind(before, next).ifPresent(e -> EarlierEditions.add(update, e));
    update.set("state", state(next));
    switch (next) {
      case Unpublished u -> throw new IllegalArgumentException("nothing leads back to nothing");
      case Refused r -> update.set("language", r.text().language());
      case Published p -> {
        standing(update, p.address(), p.live(), p.publishedAt(), p.updatedAt());
        update.unset("withdrawal");
      }
      case Withdrawn w -> {
        standing(update, w.address(), w.last(), w.publishedAt(), w.updatedAt());
        update.set(
            "withdrawal",
            new Document("at", Date.from(w.withdrawnAt()))
                .append("personId", w.by().id())
                .append("personName", w.by().name())
                .append("reason", w.reason()));
      }
    }
    return update;
  }

  private static void standing(
      Update update,
      Address address,
      Edition edition,
      Instant publishedAt,
      Optional<Instant> updatedAt) {
    update
        .set("path", address.path())
        .set("language", address.language())
        .set("live", document(edition))
        .set("publishedAt", Date.from(publishedAt));
    setOrUnset(update, "updatedAt", updatedAt.map(Date::from));
  }

  private static void setOrUnset(Update update, String field, Optional<?> value) {
    value.ifPresentOrElse(v -> update.set(field, v), () -> update.unset(field));
  }

  private static void addAll(
      Update update, String field, Optional<String> before, Optional<String> next) {
    Object[] values = Stream.concat(before.stream(), next.stream()).distinct().toArray();
    if (values.length > 0) {
      update.addToSet(field).each(values);
    }
  }

  private static Optional<String> section(Publication publication) {
    return switch (publication) {
      case Unpublished u -> Optional.empty();
      case Refused r -> Optional.of(r.text().section());
      case Published p -> Optional.of(p.live().section());
      case Withdrawn w -> Optional.of(w.last().section());
    };
  }

  private static Optional<String> translationOf(Publication publication) {
    return switch (publication) {
      case Unpublished u -> Optional.empty();
      case Refused r -> Optional.empty();
      case Published p -> Optional.ofNullable(p.live().translationOf());
      case Withdrawn w -> Optional.ofNullable(w.last().translationOf());
    };
  }

  static Document document(Edition e) {
    return new Document("revision", e.revision())
        .append("digest", e.digest().value())
        .append("seal", e.seal())
        .append("title", e.title())
        .append("language", e.language())
        .append("section", e.section())
        .append("approvedAt", Date.from(e.approvedAt()))
        .append("translationOf", e.translationOf());
  }

  static Edition edition(Document d) {
    return new Edition(
        d.getInteger("revision"),
        new Digest(d.getString("digest")),
        d.getString("seal"),
        d.getString("title"),
        d.getString("language"),
        d.getString("section"),
        instant(d, "approvedAt"),
        d.getString("translationOf"));
  }

  private static Document document(RefusedText r) {
    return new Document("revision", r.revision())
        .append("round", r.round())
        .append("digest", r.digest().value())
        .append("title", r.title())
        .append("language", r.language())
        .append("section", r.section())
        .append("reason", r.reason())
        .append("at", Date.from(r.at()));
  }

  private static RefusedText refusal(Document d) {
    return new RefusedText(
        d.getInteger("revision"),
        d.getInteger("round"),
        new Digest(d.getString("digest")),
        d.getString("title"),
        d.getString("language"),
        d.getString("section"),
        d.getString("reason"),
        instant(d, "at"));
  }

  private static Instant instant(Document d, String field) {
    return d.getDate(field).toInstant();
  }
}
