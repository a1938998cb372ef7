package io.imprimatur.review;

import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestPerson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Texts, and what drafting tells of them. */
final class Samples {

  private Samples() {}

  static Text text(String title, String section) {
    return new Text(
        title,
        "What it says in short.",
        "<p>临河 – the whole text of «" + title + "».</p>",
        section,
        "en",
        List.of("flood-control"),
        "",
        List.of());
  }

  /** A text with a body of these paragraphs. */
  static Text of(String title, String section, String... paragraphs) {
    StringBuilder body = new StringBuilder();
    for (String paragraph : paragraphs) {
      body.append("<p>").append(paragraph).append("</p>");
    }
    return new Text(
        title,
        "What it says in short.",
        body.toString(),
        section,
        "en",
        List.of("flood-control"),
        "",
        List.of());
  }

  static DraftSubmitted submission(
      Text text, int revision, int round, TestPerson by, TestPerson... editors) {
    return new DraftSubmitted(
        revision,
        round,
        text,
        Digest.of(text),
        null,
        person(by),
        Stream.of(editors).map(Samples::person).toList(),
        Instant.parse("2026-11-24T08:00:00Z"));
  }

  static TakeBackRequested takeBack(int revision, int round, TestPerson by) {
    return new TakeBackRequested(
        revision, round, person(by), Instant.parse("2026-11-24T09:00:00Z"));
  }

  static Person person(TestPerson person) {
    return new Person(person.id(), person.name());
  }
}
