package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.faults.Journal.Acknowledged;
import io.imprimatur.testkit.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the services answer about an article afterwards, against what was acknowledged. */
final class Articles {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Office office;

  Articles(Office office) {
    this.office = office;
  }

  /** Each command that comes again gets the answer that it got first. */
  void assertAnswersKept(Story story) {
    for (Acknowledged command : story.journal().repeatable()) {
      Answer again = office.repeat(command);
      assertThat(again.status())
          .as(command + " again: " + again.body())
          .isEqualTo(command.status());
      assertThat(json(again.body())).as(command + " again").isEqualTo(json(command.answer()));
    }
  }

  private static Object json(String body) {
    return body.isBlank() ? "" : JSON.readTree(body);
  }

  /** The article is where its history ends, with the texts that were submitted. */
  void assertWhereItsHistorySays(Story story) {
    History history = story.history();
    String path = "/api/articles/" + story.article();
    JsonNode draft = office.read(story.writer(), "drafting", path).json();
    assertThat(draft.get("state").asString()).as(story.name()).isEqualTo(history.state().shown());
    assertText(draft, history.text(), story.name());
    assertThat(draft.get("revision").asInt()).as(story.name()).isEqualTo(history.round());
    history
        .submitted()
        .forEach(
            (revision, text) ->
                assertText(
                    office.read(story.writer(), "drafting", path + "/revisions/" + revision).json(),
                    text,
                    story.name() + " revision " + revision));
    assertTimeline(story, office.read(story.writer(), "drafting", path + "/timeline").json());
    if (history.everPublished()) {
      JsonNode publication =
          office
              .read(Office.PUBLISHER, "publishing", "/api/publications/" + story.article())
              .json();
      boolean gone = history.state() == History.State.WITHDRAWN;
      assertThat(publication.get("state").asString())
          .as(story.name())
          .isEqualTo(gone ? "withdrawn" : "published");
      assertThat(publication.get("revision").asInt()).as(story.name()).isEqualTo(history.live());
      if (!gone) {
        assertThat(publication.get("digest").asString())
            .as(story.name())
            .isEqualTo(history.submitted().get(history.live()).digest());
      }
    } else {
      assertThat(
              office
                  .read(Office.PUBLISHER, "publishing", "/api/publications/" + story.article())
                  .status())
          .as(story.name())
          .isEqualTo(404);
    }
  }

  private static void assertText(JsonNode seen, Text text, String what) {
    assertThat(seen.get("title").asString()).as(what).isEqualTo(text.title());
    assertThat(seen.get("summary").asString()).as(what).isEqualTo(text.summary());
    assertThat(seen.get("body").asString()).as(what).isEqualTo(text.body());
    assertThat(seen.path("changeNote").asString("")).as(what).isEqualTo(text.changeNote());
  }

  /** A line for each thing that happened, and no line twice. */
  private static void assertTimeline(Story story, JsonNode timeline) {
    List<String> seen = new ArrayList<>();
    timeline.forEach(line -> seen.add(line.get("type").asString()));
    List<String> expected = new ArrayList<>(List.of("created"));
    for (String service : List.of("drafting", "review", "publishing")) {
      story.history().told(service).forEach(line -> expected.add(type(line)));
    }
    List<String> alerts = seen.stream().filter(type -> type.startsWith("alert-")).toList();
    assertThat(alerts.stream().map(type -> type.replace('-', ' ')).toList())
        .as(story.name())
        .isIn(story.history().toldByNotification());
    seen.removeAll(alerts);
    assertThat(seen).as(story.name()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String type(String line) {
    Map<String, String> types =
        Map.of(
            "opened", "review-opened",
            "step approved", "step-approved",
            "changes requested", "changes-requested",
            "closed", "review-closed",
            "take-back requested", "take-back-requested",
            "take-back refused", "take-back-refused");
    String words = line.replaceFirst(" \\d.*", "");
    return types.getOrDefault(words, words);
  }
}
