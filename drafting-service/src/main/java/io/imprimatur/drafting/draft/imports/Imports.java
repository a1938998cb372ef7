package io.imprimatur.drafting.draft.imports;

import io.imprimatur.drafting.draft.html.BodyTooLarge;
import io.imprimatur.drafting.draft.html.CanonicalHtml;
import io.imprimatur.drafting.draft.html.UnstableHtml;
import io.imprimatur.events.Characters;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.TooLarge;
import io.imprimatur.kit.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads files. Their kind goes by the end of their name, and their content must agree with it. */
public final class Imports {

  private static final int LONGEST_NAME = 200;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final String KINDS = ".txt, .md, .html and .docx";

  private final WordFile word;
  private final Semaphore turns;

  public Imports(ImportLimits limits) {
    this.word = new WordFile(limits);
    this.turns = new Semaphore(limits.atOnce());
  }

  /**
   * Reads a file.
   *
   * @param name its name as the sender gave it, possibly with folders
   * @throws Invalid where it is empty, damaged or without text
   * @throws TooLarge where it unfolds into more than is taken
   * @throws ZipBomb where it unfolds out of all proportion
   * @throws Unavailable where too many others read theirs
   * @throws UnsupportedFile where it is of another kind, or not what its name says
   */
  public Imported read(String name, byte[] bytes) {
    String file = plainName(name);
    if (bytes.length == 0) {
      throw new Invalid(List.of(new FieldError("file", "is empty").coded("file-empty")));
    }
    takeTurn();
    try {
      return tidy(file, convert(file, bytes));
    } finally {
      turns.release();
    }
  }

  /** A large document takes much memory while it is read. */
  private void takeTurn() {
    try {
      if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Unavailable("The import", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The import", e);
    }
  }

  private Converted convert(String file, byte[] bytes) {
    return switch (kind(file)) {
      case "txt" -> PlainText.convert(Charsets.decode(bytes, false));
      case "md", "markdown" -> Markdown.convert(Charsets.decode(bytes, false));
      case "html", "htm" -> Converted.of(Charsets.decode(bytes, true));
      case "docx" -> word.convert(bytes);
      case "doc", "wps", "odt", "rtf", "pdf" ->
          throw new UnsupportedFile(
              UnsupportedFile.Why.KIND,
              "Files of this kind are not read; save it as .docx and import that.");
      default ->
          throw new UnsupportedFile(
              UnsupportedFile.Why.KIND, "Only files that end in " + KINDS + " are read.");
    };
  }

  private static Imported tidy(String file, Converted converted) {
    try {
      CanonicalHtml canonical = CanonicalHtml.of(converted.html());
      Set<String> leftOut = new LinkedHashSet<>(converted.leftOut());
      canonical.leftOut().stream().filter(converted::counts).forEach(leftOut::add);
      canonical.characters().stream().map(Characters::name).forEach(leftOut::add);
      if (canonical.isEmpty()) {
        throw new Invalid(List.of(new FieldError("file", "has no text").coded("file-no-text")));
      }
      Titled titled = Titled.of(canonical.html(), withoutEnd(file));
      return new Imported(file, titled.title(), titled.body(), new ArrayList<>(leftOut));
    } catch (BodyTooLarge e) {
      throw new TooLarge("The article's body", Text.MAX_BODY_BYTES);
    } catch (UnstableHtml e) {
      throw new Invalid("file", e.getMessage());
    }
  }

  private static String plainName(String name) {
    String plain =
        Text.normal(Objects.requireNonNullElse(name, ""))
            .replaceAll("^.*[/\\\\]", "")
            .replaceAll("[\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]", "")
            .strip();
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME);
  }

  private static String kind(String file) {
    return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String withoutEnd(String file) {
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /**
   * A file as HTML of any kind.
   *
   * @param leftOut what conversion alone could not take over
   * @param unsaid names of what conversion itself wrote and sanitising takes out again
   */
  record Converted(String html, List<String> leftOut, Set<String> unsaid) {

    static Converted of(String html) {
      return new Converted(html, List.of(), Set.of());
    }

    boolean counts(String name) {
      return !unsaid.contains(name);
    }
  }
}
