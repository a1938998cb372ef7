package io.imprimatur.review;

import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.Person;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestPerson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Drafting or publishing, as far as review hears them: their topic, with numbers in each article.
 */
final class Neighbour {

  private final String system;
  private final String name;
  private final Map<String, Long> sequences = new HashMap<>();

  Neighbour(String name) {
    this("imprimatur", name);
  }

  Neighbour(String system, String name) {
    this.system = system;
    this.name = name;
  }

  /** Tells an event under its article's next number, and gives what is needed to tell it again. */
  Told tells(String article, LifecycleEvent event) {
    return tells(article, EventJson.typeOf(event), EventJson.write(event));
  }

  Told tells(String article, String type, byte[] body) {
    Told told =
        new Told(
            article,
            sequences.merge(article, 1L, Long::sum),
            UUID.randomUUID().toString(),
            type,
            body);
    again(told);
    return told;
  }

  record Told(String article, long sequence, String id, String type, byte[] body) {}

  void again(Told told) {
    TestBroker.topics()
        .write(
            system + "." + name,
            told.article(),
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", told.id(),
                "ce_source", "/" + system + "/" + name,
                "ce_type", told.type(),
                "ce_subject", told.article(),
                "ce_time", Instant.now().toString(),
                "ce_sequence", Long.toString(told.sequence()),
                "content-type", "application/json"),
            told.body());
  }

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

  static DraftSubmitted submission(
      Text text, int revision, int round, TestPerson by, TestPerson... editors) {
    return new DraftSubmitted(
        revision,
        round,
        text,
        Digest.of(text),
        null,
        person(by),
        Stream.of(editors).map(Neighbour::person).toList(),
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
