package io.imprimatur.drafting.draft;

import static io.imprimatur.kit.people.Roles.WRITER;

import io.imprimatur.drafting.draft.imports.Imported;
import io.imprimatur.events.Text;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.util.List;
import java.util.Optional;

/** Whole texts that take the place of the present one: a submitted one, or that of a file. */
public final class Replacements {

  private static final int MOST_LEFT_OUT = 200;
  private static final int LONGEST_NAME = 200;

  private final Desk desk;

  public Replacements(Desk desk) {
    this.desk = desk;
  }

  /** Makes a submitted text the present one again, as a change like any other. */
  public Receipt restore(Person writer, String id, int revision, IfMatch version, Idempotency key) {
    Draft present = changeable(writer, id);
    Text old = desk.submitted(writer, id, revision);
    Entry entry =
        new Entry(
            old.title(),
            old.summary(),
            old.body(),
            old.section(),
            old.language(),
            old.topics(),
            old.changeNote(),
            present.manuscript().content().translationOf().orElse(null));
    return desk.change(
        writer,
        id,
        version,
        entry,
        key,
        List.of(),
        Optional.of(TimelineEntry.restored(Desk.asEditor(writer), desk.now(), revision)));
  }

  /** What a file would make of an article's text. Nothing is kept. */
  public Imported look(Person writer, String id, String file, byte[] bytes) {
    changeable(writer, id);
    return desk.read(file, bytes);
  }

  /**
   * Replaces an article's body by what {@link #look} gave; everything else stays.
   *
   * @param leftOut as it was shown
   */
  public Receipt replace(
      Person writer,
      String id,
      IfMatch version,
      String file,
      String body,
      List<String> leftOut,
      Idempotency key) {
    Content present = changeable(writer, id).manuscript().content();
    Text text = present.text();
    Entry entry =
        new Entry(
            text.title(),
            text.summary(),
            body,
            text.section(),
            text.language(),
            text.topics(),
            text.changeNote(),
            present.translationOf().orElse(null));
    return desk.change(
        writer,
        id,
        version,
        entry,
        key,
        leftOut.stream().limit(MOST_LEFT_OUT).map(Replacements::shortened).toList(),
        Optional.of(TimelineEntry.imported(Desk.asEditor(writer), desk.now(), shortened(file))));
  }

  /** A text that may change; where it may not, the refusal says why before anything is done. */
  public Draft changeable(Person writer, String id) {
    Roles.require(writer, WRITER);
    Draft draft = desk.find(writer, id);
    Commands.requireChangeable(draft);
    return draft;
  }

  private static String shortened(String name) {
    String plain = name.replaceAll("\\p{C}", " ").strip();
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 1) + "…";
  }
}
