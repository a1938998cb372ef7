package io.imprimatur.drafting.draft;

import static io.imprimatur.kit.people.Roles.WRITER;

import io.imprimatur.events.Text;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.util.Optional;

/** An article and the same article in the office's other language. */
public final class Translations {

  private final Desk desk;
  private final Drafts drafts;

  public Translations(Desk desk, Drafts drafts) {
    this.desk = desk;
    this.drafts = drafts;
  }

  /** The article's counterpart, be it the original or the translation, where the reader sees it. */
  public Optional<Draft> counterpart(Person reader, Draft draft) {
    return counterpart(draft)
        .flatMap(drafts::find)
        .filter(other -> reader.mayIn(other.manuscript().content().text().section()));
  }

  /** Whether a translation can be begun: there is none, and this is none itself. */
  public boolean isMissing(Draft draft) {
    return counterpart(draft).isEmpty();
  }

  private Optional<String> counterpart(Draft draft) {
    return draft
        .manuscript()
        .content()
        .translationOf()
        .or(() -> drafts.translation(draft.manuscript().id()));
  }

  /** The other of the two languages. */
  public static String other(String language) {
    return language.equals("zh") ? "en" : "zh";
  }

  /**
   * Begins the article in the other language. It starts with the words of the original, so that
   * headings, lists, tables and links stay where they are while it is translated.
   *
   * @throws Conflict where there is one already
   */
  public Receipt begin(Person writer, String id, Idempotency key) {
    Roles.require(writer, WRITER);
    Draft original = desk.find(writer, id);
    if (!isMissing(original)) {
      throw new Conflict("This article has its translation already; there is one in each language.")
          .coded("translated-already");
    }
    Text text = original.manuscript().content().text();
    return desk.create(
        writer,
        new Entry(
            text.title(),
            text.summary(),
            text.body(),
            text.section(),
            other(text.language()),
            text.topics(),
            null,
            id),
        key);
  }
}
