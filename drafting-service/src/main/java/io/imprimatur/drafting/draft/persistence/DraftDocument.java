package io.imprimatur.drafting.draft.persistence;

import io.imprimatur.drafting.draft.Approved;
import io.imprimatur.drafting.draft.Content;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Live;
import io.imprimatur.drafting.draft.Manuscript;
import io.imprimatur.drafting.draft.Published;
import io.imprimatur.drafting.draft.Revision;
import io.imprimatur.drafting.draft.TakingBack;
import io.imprimatur.drafting.draft.UnderReview;
import io.imprimatur.drafting.draft.Withdrawn;
import io.imprimatur.drafting.draft.Writing;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Update;

/** A draft as the fields of its document, and back. */
final class DraftDocument {

  static final String STATE = "state";
  static final String TITLE = "title";
  static final String SUMMARY = "summary";
  static final String BODY = "body";
  static final String SECTION = "section";
  static final String LANGUAGE = "language";
  static final String TOPICS = "topics";
  static final String CHANGE_NOTE = "changeNote";
  static final String ATTACHMENTS = "attachments";
  static final String DIGEST = "digest";
  static final String VERSION = "version";
  static final String REVISION = "revision";
  static final String REVISIONS = "revisions";
  static final String CHANGED_BY = "changedBy";
  static final String CHANGED_AT = "changedAt";

  /** The ids of those who had a hand in it, for the list of what is one's own. */
  static final String WRITERS = "writers";

  static final String TRANSLATION_OF = "translationOf";

  /** When text or state changed last, by this service's clock. */
  static final String MOVED_AT = "movedAt";

  private static final String SINCE = "since";
  private static final String LEFT_OUT = "leftOut";
  private static final String EDITORS = "editors";
  private static final String LIVE = "live";
  private static final String CREATED_BY = "createdBy";
  private static final String CREATED_AT = "createdAt";

  private DraftDocument() {}

  static Document of(Draft draft) {
    Manuscript m = draft.manuscript();
    Document fields = new Document(STATE, draft.state());
    if (draft instanceof Writing writing) {
      fields.append(SINCE, writing.since().name());
    }
    fields.putAll(ofText(m.content().text()));
    m.content().translationOf().ifPresent(id -> fields.append(TRANSLATION_OF, id));
    fields
        .append(DIGEST, m.digest().value())
        .append(LEFT_OUT, m.leftOut())
        .append(VERSION, m.version())
        .append(EDITORS, m.editors().stream().map(DraftDocument::ofPerson).toList())
        .append(REVISION, m.revision())
        .append(REVISIONS, m.revisions().stream().map(DraftDocument::ofRevision).toList());
    m.live()
        .ifPresent(
            live ->
                fields.append(
                    LIVE,
                    new Document(REVISION, live.revision())
                        .append("path", live.path())
                        .append("withdrawn", live.withdrawn())));
    return fields
        .append(WRITERS, m.writers())
        .append(CREATED_BY, ofPerson(m.createdBy()))
        .append(CREATED_AT, Date.from(m.createdAt()))
        .append(CHANGED_BY, ofPerson(m.changedBy()))
        .append(CHANGED_AT, Date.from(m.changedAt()));
  }

  /** An update that names only what differs between two drafts, or everything of a new one. */
  static Update difference(Optional<Draft> before, Draft after, Instant now) {
    Document old = before.map(DraftDocument::of).orElseGet(Document::new);
    Document next = of(after);
    Update update = new Update();
    next.forEach(
        (field, value) -> {
          if (!Objects.equals(old.get(field), value)) {
            update.set(field, value);
          }
        });
    old.keySet().stream().filter(field -> !next.containsKey(field)).forEach(update::unset);
    boolean moves =
        !Objects.equals(old.get(STATE), next.get(STATE))
            || !Objects.equals(old.get(VERSION), next.get(VERSION));
    return moves ? update.set(MOVED_AT, Date.from(now)) : update;
  }

  /**
   * Reads a draft; there is none in a document that holds nothing but how far the neighbours were
   * read, as one does whose article drafting never had.
   */
  static Optional<Draft> toDraft(String id, Document fields) {
    if (!fields.containsKey(STATE)) {
      return Optional.empty();
    }
    return Optional.of(draft(id, fields));
  }

  private static Draft draft(String id, Document fields) {
    Manuscript m =
        new Manuscript(
            id,
            new Content(
                toText(fields),
                new Digest(fields.getString(DIGEST)),
                Optional.ofNullable(fields.getString(TRANSLATION_OF))),
            fields.getList(LEFT_OUT, String.class),
            number(fields, VERSION).longValue(),
            fields.getList(EDITORS, Document.class).stream().map(DraftDocument::toPerson).toList(),
            fields.getList(REVISIONS, Document.class).stream()
                .map(DraftDocument::toRevision)
                .toList(),
            Optional.ofNullable(fields.get(LIVE, Document.class)).map(DraftDocument::toLive),
            person(fields, CREATED_BY),
            instant(fields, CREATED_AT),
            person(fields, CHANGED_BY),
            instant(fields, CHANGED_AT));
    return switch (fields.getString(STATE)) {
      case "under-review" -> new UnderReview(m);
      case "taking-back" -> new TakingBack(m);
      case "approved" -> new Approved(m);
      case "published" -> new Published(m);
      case "withdrawn" -> new Withdrawn(m);
      default -> new Writing(m, Writing.Since.valueOf(fields.getString(SINCE)));
    };
  }

  static Document ofText(Text text) {
    return new Document(TITLE, text.title())
        .append(SUMMARY, text.summary())
        .append(BODY, text.body())
        .append(SECTION, text.section())
        .append(LANGUAGE, text.language())
        .append(TOPICS, text.topics())
        .append(CHANGE_NOTE, text.changeNote())
        .append(ATTACHMENTS, text.attachments());
  }

  static Text toText(Document fields) {
    return new Text(
        fields.getString(TITLE),
        fields.getString(SUMMARY),
        fields.getString(BODY),
        fields.getString(SECTION),
        fields.getString(LANGUAGE),
        fields.getList(TOPICS, String.class),
        fields.getString(CHANGE_NOTE),
        fields.getList(ATTACHMENTS, String.class));
  }

  static Document ofPerson(Person person) {
    return new Document("id", person.id()).append("name", person.name());
  }

  static Person toPerson(Document fields) {
    return new Person(fields.getString("id"), fields.getString("name"));
  }

  static Person person(Document fields, String name) {
    return toPerson(fields.get(name, Document.class));
  }

  static Instant instant(Document fields, String name) {
    return fields.getDate(name).toInstant();
  }

  static Number number(Document fields, String name) {
    return fields.get(name, Number.class);
  }

  private static Document ofRevision(Revision revision) {
    return new Document("number", revision.number())
        .append("round", revision.round())
        .append(DIGEST, revision.digest().value())
        .append("by", ofPerson(revision.by()))
        .append("at", Date.from(revision.at()));
  }

  private static Revision toRevision(Document fields) {
    return new Revision(
        number(fields, "number").intValue(),
        number(fields, "round").intValue(),
        new Digest(fields.getString(DIGEST)),
        person(fields, "by"),
        instant(fields, "at"));
  }

  private static Live toLive(Document fields) {
    return new Live(
        number(fields, REVISION).intValue(),
        fields.getString("path"),
        fields.getBoolean("withdrawn"));
  }
}
