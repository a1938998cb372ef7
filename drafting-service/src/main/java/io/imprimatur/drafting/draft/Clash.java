package io.imprimatur.drafting.draft;

import io.imprimatur.compare.Choice;
import io.imprimatur.compare.Merge;
import io.imprimatur.compare.Piece;
import io.imprimatur.drafting.draft.html.CanonicalHtml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Two people's changes of one article, written at the same time. Where the text from which both
 * began is known, only what both changed is left to decide; else everything in which they differ.
 */
public final class Clash {

  /** The fields beside the body, in the order of the page. */
  private static final Map<String, Function<Entry, Object>> FIELDS =
      new java.util.LinkedHashMap<>();

  static {
    FIELDS.put("title", Entry::title);
    FIELDS.put("summary", Entry::summary);
    FIELDS.put("section", Entry::section);
    FIELDS.put("language", Entry::language);
    FIELDS.put("topics", e -> e.topics() == null ? null : new TreeSet<>(e.topics()));
    FIELDS.put("changeNote", Entry::changeNote);
  }

  private final Entry mine;
  private final Entry theirs;
  private final Merge body;
  private final List<Field> fields = new ArrayList<>();

  /**
   * A field beside the body in which the two differ.
   *
   * @param decided which side alone changed it; nothing where somebody has to decide
   */
  public record Field(String name, Optional<Choice> decided) {}

  private Clash(Entry mine, Entry theirs, Merge body) {
    this.mine = mine;
    this.theirs = theirs;
    this.body = body;
  }

  /**
   * Finds in which passages and fields the two differ.
   *
   * @param base from which both began; nothing where it is not known
   */
  public static Clash of(Optional<Entry> base, Entry mine, Entry theirs) {
    Locale language = Locale.of(theirs.language());
    Clash clash =
        new Clash(
            mine,
            theirs,
            Merge.of(
                base.map(b -> canonical(b.body())).orElse(null),
                canonical(mine.body()),
                canonical(theirs.body()),
                language));
    FIELDS.forEach(
        (name, of) -> {
          if (!same(of.apply(mine), of.apply(theirs))) {
            clash.fields.add(
                new Field(
                    name,
                    base.flatMap(b -> decided(of.apply(b), of.apply(mine), of.apply(theirs)))));
          }
        });
    return clash;
  }

  private static Optional<Choice> decided(Object base, Object mine, Object theirs) {
    if (same(base, mine)) {
      return Optional.of(Choice.THEIRS);
    }
    return same(base, theirs) ? Optional.of(Choice.MINE) : Optional.empty();
  }

  private static boolean same(Object a, Object b) {
    return plain(a).equals(plain(b));
  }

  private static String plain(Object value) {
    return Objects.toString(value, "").replace("\r\n", "\n").strip();
  }

  private static String canonical(String html) {
    return CanonicalHtml.of(Objects.requireNonNullElse(html, "")).html();
  }

  public Entry mine() {
    return mine;
  }

  public Entry theirs() {
    return theirs;
  }

  /** The fields in which the two differ, those included that one side alone changed. */
  public List<Field> fields() {
    return List.copyOf(fields);
  }

  /** The fields that somebody has to decide. */
  public List<Field> openFields() {
    return fields.stream().filter(f -> f.decided().isEmpty()).toList();
  }

  /** The body's passages, in order. */
  public List<Piece> pieces() {
    return body.pieces();
  }

  /** Whether both say the same. */
  public boolean isNone() {
    return fields.isEmpty() && canonical(mine.body()).equals(canonical(theirs.body()));
  }

  /** How many passages of the body somebody has to decide. */
  public int openPassages() {
    return body.different().size();
  }

  /**
   * The text that follows from the choices.
   *
   * @param byField for each open field
   * @param byPassage for each open passage, in order
   */
  public Entry merged(Map<String, Choice> byField, List<Choice> byPassage) {
    return new Entry(
        pick("title", byField).title(),
        pick("summary", byField).summary(),
        body.result(byPassage),
        pick("section", byField).section(),
        pick("language", byField).language(),
        pick("topics", byField).topics(),
        pick("changeNote", byField).changeNote(),
        theirs.translationOf());
  }

  private Entry pick(String name, Map<String, Choice> byField) {
    Choice choice =
        fields.stream()
            .filter(f -> f.name().equals(name))
            .findFirst()
            .map(f -> f.decided().orElseGet(() -> byField.getOrDefault(name, Choice.MINE)))
            .orElse(Choice.THEIRS);
    return choice == Choice.THEIRS ? theirs : mine;
  }
}
