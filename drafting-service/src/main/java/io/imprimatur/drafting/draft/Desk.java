package io.imprimatur.drafting.draft;

import static io.imprimatur.kit.people.Roles.WRITER;

import io.imprimatur.drafting.draft.imports.Imported;
import io.imprimatur.drafting.draft.imports.Imports;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What writers do. They see the articles of their own sections; nobody else sees any. */
public final class Desk {

  private final Drafts drafts;
  private final House house;
  private final Imports imports;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * @param newId makes an article's id, a UUIDv7 (RFC 9562)
   */
  public Desk(
      Drafts drafts, House house, Imports imports, InstantSource clock, Supplier<String> newId) {
    this.drafts = drafts;
    this.house = house;
    this.imports = imports;
    this.clock = clock;
    this.newId = newId;
  }

  /** Begins an article. */
  public Receipt create(Person writer, Entry entry, Idempotency key) {
    Roles.require(writer, WRITER);
    Proof proof = Proof.of(entry, writer, house);
    String id = newId.get();
    checkTranslation(proof.content(), id, writer);
    Instant now = now();
    return drafts.add(
        Draft.begin(id, proof.content(), proof.leftOut(), asEditor(writer), now),
        TimelineEntry.created(asEditor(writer), now),
        key);
  }

  /**
   * Begins an article from a file.
   *
   * @param file the file's name, by whose end its kind is known
   */
  public Receipt take(
      Person writer, String file, byte[] bytes, String section, String language, Idempotency key) {
    Roles.require(writer, WRITER);
    checkPlace(writer, section);
    Imported imported = imports.read(file, bytes);
    Entry entry =
        new Entry(imported.title(), null, imported.body(), section, language, null, null, null);
    Proof proof = Proof.of(entry, writer, house);
    Instant now = now();
    return drafts.add(
        Draft.begin(
            newId.get(),
            proof.content(),
            imported.leftOutWith(proof.leftOut()),
            asEditor(writer),
            now),
        TimelineEntry.imported(asEditor(writer), now, imported.file()),
        key);
  }

  /** What a file gives, to be looked at; nothing is kept. */
  Imported read(String file, byte[] bytes) {
    return imports.read(file, bytes);
  }

  /** The article as it stands. */
  public Draft find(Person reader, String id) {
    return seen(drafts.find(id), reader, id);
  }

  /** The newest movement first. */
  public Page<Row> list(Person reader, Filter filter, Paging paging) {
    Roles.require(reader, WRITER);
    return drafts.on(Shelves.of(reader, house, filter), paging);
  }

  /** What happened to an article, the earliest first. */
  public List<TimelineEntry> timeline(Person reader, String id) {
    return timeline(find(reader, id));
  }

  /** The same of an article that the reader was let to see. */
  public List<TimelineEntry> timeline(Draft draft) {
    String id = draft.manuscript().id();
    return drafts.timeline(id).orElseThrow(() -> noArticle(id)).stream()
        .sorted(Comparator.comparing(TimelineEntry::at))
        .toList();
  }

  /** A text that was submitted once. */
  public Text submitted(Person reader, String id, int revision) {
    find(reader, id);
    return drafts
        .text(id, revision)
        .orElseThrow(
            () ->
                new NotFound("Article %s has no revision %d.".formatted(id, revision))
                    .coded("no-revision", revision));
  }

  /** Replaces everything that a writer can change. */
  public Receipt change(Person writer, String id, IfMatch version, Entry entry, Idempotency key) {
    return change(writer, id, version, entry, key, List.of(), Optional.empty());
  }

  /**
   * The same, told in the timeline.
   *
   * @param missing what was left out before the entry was made
   */
  Receipt change(
      Person writer,
      String id,
      IfMatch version,
      Entry entry,
      Idempotency key,
      List<String> missing,
      Optional<TimelineEntry> line) {
    Draft before = find(writer, id);
    Proof proof = Proof.of(entry, writer, house);
    if (!proof.content().translationOf().equals(before.manuscript().content().translationOf())
        || !sameLanguage(proof.content(), before)) {
      checkTranslation(proof.content(), id, writer);
    }
    Instant now = now();
    List<String> leftOut =
        Stream.concat(missing.stream(), proof.leftOut().stream()).distinct().toList();
    Receipt receipt =
        drafts.change(
            id,
            key,
            true,
            guarded(
                writer,
                id,
                version,
                (draft, by) -> {
                  Change<? extends Draft> change =
                      Commands.change(draft, proof.content(), leftOut, by, now);
                  return line.<Change<? extends Draft>>map(change::noted).orElse(change);
                }));
    return receipt.withLeftOut(leftOut);
  }

  /**
   * The article, if it can be submitted once nothing is missing in it.
   *
   * @throws io.imprimatur.kit.Conflict where its state has no place for a submission
   */
  public Draft submittable(Person writer, String id) {
    Draft draft = find(writer, id);
    if (!(draft instanceof Writing)) {
      Commands.submit(draft, asEditor(writer), now());
    }
    return draft;
  }

  /** What is missing before it can be submitted. */
  public Optional<Invalid> hindrance(Draft draft) {
    return draft instanceof Writing writing ? writing.hindrance() : Optional.empty();
  }

  /** Gives the text to review. */
  public Receipt submit(Person writer, String id, IfMatch version, Idempotency key) {
    Instant now = now();
    return drafts.change(
        id,
        key,
        false,
        guarded(writer, id, version, (draft, by) -> Commands.submit(draft, by, now)));
  }

  /** Asks review for the text back. */
  public Receipt takeBack(Person writer, String id, IfMatch version, Idempotency key) {
    Instant now = now();
    return drafts.change(
        id,
        key,
        false,
        guarded(writer, id, version, (draft, by) -> Commands.takeBack(draft, by, now)));
  }

  private static Function<Optional<Draft>, Change<? extends Draft>> guarded(
      Person writer,
      String id,
      IfMatch version,
      BiFunction<Draft, io.imprimatur.events.Person, Change<? extends Draft>> command) {
    return stored -> {
      Draft draft = seen(stored, writer, id);
      version.require(draft.manuscript().version(), () -> Current.of(draft));
      return command.apply(draft, asEditor(writer));
    };
  }

  private static Draft seen(Optional<Draft> draft, Person reader, String id) {
    return draft
        .filter(d -> reader.has(WRITER))
        .filter(d -> reader.mayIn(d.manuscript().content().text().section()))
        .orElseThrow(() -> noArticle(id));
  }

  private static Refusal noArticle(String id) {
    return new NotFound("There is no article %s.".formatted(id)).coded("no-article");
  }

  private void checkPlace(Person writer, String section) {
    if (section != null && house.hasSection(section) && !writer.mayIn(section)) {
      throw new Forbidden("You don't write for the section %s.".formatted(section))
          .coded("other-section", section);
    }
  }

  /**
   * That there is only one is the store's to judge, which knows a repeated request from a second.
   */
  private void checkTranslation(Content content, String id, Person writer) {
    content
        .translationOf()
        .ifPresent(
            original -> {
              Optional<Draft> found =
                  drafts
                      .find(original)
                      .filter(d -> !original.equals(id))
                      .filter(d -> !sameLanguage(content, d))
                      .filter(d -> writer.mayIn(d.manuscript().content().text().section()));
              if (found.isEmpty()) {
                throw new Invalid(
                    "translationOf", "must be the id of an article of yours in the other language");
              }
              if (found.get().manuscript().content().translationOf().isPresent()) {
                throw new Invalid(
                    "translationOf", "names a translation; it must name the article translated");
              }
            });
  }

  private static boolean sameLanguage(Content content, Draft other) {
    return content.text().language().equals(other.manuscript().content().text().language());
  }

  static io.imprimatur.events.Person asEditor(Person person) {
    return new io.imprimatur.events.Person(person.id(), person.name());
  }

  /** The store keeps milliseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What stands there now, for whoever changed an older version. */
  record Current(
      io.imprimatur.events.Person by,
      Instant at,
      long version,
      String title,
      String summary,
      String body) {

    static Current of(Draft draft) {
      Manuscript m = draft.manuscript();
      Text text = m.content().text();
      return new Current(
          m.changedBy(), m.changedAt(), m.version(), text.title(), text.summary(), text.body());
    }
  }
}
