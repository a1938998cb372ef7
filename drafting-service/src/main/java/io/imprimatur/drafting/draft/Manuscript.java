package io.imprimatur.drafting.draft;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a draft has in every state.
 *
 * @param id the article's id, a UUIDv7 (RFC 9562)
 * @param leftOut what sanitising took out when the text was last changed
 * @param version counts the changes of the text, from 1; the article's ETag
 * @param editors everybody who wrote or changed the text since it was last published, in order
 * @param revisions what was submitted so far, in order
 * @param live what the public site has of it
 */
public record Manuscript(
    String id,
    Content content,
    List<String> leftOut,
    long version,
    List<Person> editors,
    List<Revision> revisions,
    Optional<Live> live,
    Person createdBy,
    Instant createdAt,
    Person changedBy,
    Instant changedAt) {

  public Manuscript {
    leftOut = List.copyOf(leftOut);
    editors = List.copyOf(editors);
    revisions = List.copyOf(revisions);
  }

  static Manuscript first(String id, Content content, List<String> leftOut, Person by, Instant at) {
    return new Manuscript(
        id, content, leftOut, 1, List.of(by), List.of(), Optional.empty(), by, at, by, at);
  }

  /** The last submitted revision, 0 before the first. */
  public int revision() {
    return revisions.isEmpty() ? 0 : revisions.getLast().number();
  }

  Revision lastRevision() {
    return revisions.getLast();
  }

  Optional<Revision> revision(int number) {
    return revisions.stream().filter(r -> r.number() == number).findFirst();
  }

  /** The ids of those who made it, submitted it, or changed it since it was last published. */
  public List<String> writers() {
    return Stream.concat(
            Stream.of(createdBy),
            Stream.concat(revisions.stream().map(Revision::by), editors.stream()))
        .map(Person::id)
        .distinct()
        .toList();
  }

  /** A change by one more editor of the version that is being written. */
  Manuscript changed(Content content, List<String> leftOut, Person by, Instant at) {
    List<Person> all = new ArrayList<>(editors);
    all.removeIf(e -> e.id().equals(by.id()));
    all.add(by);
    return changed(content, leftOut, all, by, at);
  }

  /** The first change after publication: it has one editor again. */
  Manuscript nextVersion(Content content, List<String> leftOut, Person by, Instant at) {
    return changed(content, leftOut, List.of(by), by, at);
  }

  private Manuscript changed(
      Content content, List<String> leftOut, List<Person> editors, Person by, Instant at) {
    return new Manuscript(
        id, content, leftOut, version + 1, editors, revisions, live, createdBy, createdAt, by, at);
  }

  Manuscript submitted(Person by, Instant at) {
    List<Revision> all = new ArrayList<>(revisions);
    all.add(new Revision(revision() + 1, nextRound(), digest(), by, at));
    return new Manuscript(
        id, content, leftOut, version, editors, all, live, createdBy, createdAt, changedBy,
        changedAt);
  }

  private int nextRound() {
    return revisions.isEmpty() ? 1 : revisions.getLast().round() + 1;
  }

  Manuscript live(Live now) {
    return new Manuscript(
        id,
        content,
        leftOut,
        version,
        editors,
        revisions,
        Optional.of(now),
        createdBy,
        createdAt,
        changedBy,
        changedAt);
  }

  public Digest digest() {
    return content.digest();
  }
}
