package io.imprimatur.events;

import static io.imprimatur.events.Required.list;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.oneOf;
import static io.imprimatur.events.Required.present;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything that reviewers approve and readers see: the part of an article that its digest covers.
 *
 * <p>The constructor normalises: strings become Unicode NFC (UAX #15) with LF line ends, topics and
 * attachments are sorted and lose their duplicates. So two equal texts have one digest, and a text
 * has no second spelling that shares it. It refuses a blank title or section, another language, and
 * what is missing. The other limits are asked for by drafting, which lets a text in, and by
 * publishing, which lets it out; an event with a text beyond them can be read.
 *
 * @param title 1 to {@value #MAX_TITLE} characters
 * @param summary at most {@value #MAX_SUMMARY} characters, may be empty
 * @param body canonical HTML as drafting made it, at most {@value #MAX_BODY_BYTES} bytes of UTF-8;
 *     opaque to everyone else
 * @param section a section's id
 * @param language {@code zh} or {@code en}
 * @param topics ids of topics, at most {@value #MAX_TOPICS}
 * @param changeNote what this version changes, for readers; at most {@value #MAX_NOTE} characters,
 *     may be empty
 * @param attachments digests of attached files
 */
public record Text(
    String title,
    String summary,
    String body,
    String section,
    String language,
    List<String> topics,
    String changeNote,
    List<String> attachments) {

  public static final int MAX_TITLE = 300;
  public static final int MAX_SUMMARY = 2_000;
  public static final int MAX_NOTE = 4_000;
  public static final int MAX_TOPICS = 50;
  public static final int MAX_BODY_BYTES = 512 * 1024;

  /** The languages of the office, as BCP 47 tags. */
  public static final Set<String> LANGUAGES = Set.of("zh", "en");

  public Text {
    title = normal(present("title", title));
    summary = normal(present("summary", summary));
    body = normal(present("body", body));
    section = normal(present("section", section));
    language = normal(present("language", language));
    topics = sorted(list("topics", topics));
    changeNote = normal(present("changeNote", changeNote));
    attachments = sorted(list("attachments", attachments));
    nonBlank("title", title);
    nonBlank("section", section);
    oneOf("language", language, LANGUAGES);
  }

  /** Unicode NFC with LF line ends: how every string of a text is kept. */
  public static String normal(String value) {
    return Normalizer.normalize(
        value.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
  }

  private static List<String> sorted(List<String> values) {
    List<String> normal = new ArrayList<>(values.stream().map(Text::normal).distinct().toList());
    normal.sort(null);
    return List.copyOf(normal);
  }
}
