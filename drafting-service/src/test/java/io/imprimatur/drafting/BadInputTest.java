package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is wrong is named, in new articles and in changes alike, and changes nothing. */
class BadInputTest extends RunningDesk {

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("title", entry("title", null)),
        Arguments.of("title", entry("title", " \n\t")),
        Arguments.of("title", entry("title", "x".repeat(301))),
        Arguments.of("title", entry("title", "a\u0000b")),
        Arguments.of("title", entry("title", "\u200b")),
        Arguments.of("title", entry("title", "\u2060\u3164 \u200d")),
        Arguments.of("title", entry("title", "abc\u202egpj.exe")),
        Arguments.of("title", entry("title", "\u2066")),
        Arguments.of("summary", entry("summary", "a\u2067b")),
        Arguments.of("changeNote", entry("changeNote", "a\nb\u202a")),
        Arguments.of("topics[0]", entry("topics", List.of("budget\u202e"))),
        Arguments.of("body", entry("body", "<p>abc\u202egpj.exe</p>")),
        Arguments.of("body", entry("body", "<p>abc<b>&#x2068;</b></p>")),
        Arguments.of("summary", entry("summary", "x".repeat(2_001))),
        Arguments.of("changeNote", entry("changeNote", "x".repeat(4_001))),
        Arguments.of("section", entry("section", "weather")),
        Arguments.of("section", entry("section", null)),
        Arguments.of("language", entry("language", "de")),
        Arguments.of("language", entry("language", null)),
        Arguments.of("topics[1]", entry("topics", List.of("budget", "gossip"))),
        Arguments.of("topics[0]", entry("topics", Collections.singletonList(null))),
        Arguments.of("topics", entry("topics", new ArrayList<>(Collections.nCopies(51, "budget")))),
        Arguments.of("translationOf", entry("translationOf", "none")),
        Arguments.of("topics", entry("topics", "budget")),
        Arguments.of("title", entry("title", List.of(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void aWrongFieldIsNamed(String field, Map<String, Object> entry) {
    Api lin = as(LIN_YUE);
    assertThat(fields(lin.create(entry).is(400))).as("%s", entry).containsExactly(field);
    String id = lin.create(entry()).is(201).id();
    assertThat(fields(lin.change(id, 1, entry).is(400))).containsExactly(field);
    assertThat(lin.get("/api/articles/" + id).version()).isEqualTo(1);
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    Api.Answer answer =
        as(LIN_YUE).create(entry("title", "", "language", "xx", "section", "x")).is(400);
    assertThat(fields(answer)).containsExactlyInAnyOrder("title", "language", "section");
  }

  @Test
  void theLimitsThemselvesFit() {
    Map<String, Object> most =
        entry(
            "title", " " + "x".repeat(300) + " ",
            "summary", "y".repeat(2_000),
            "changeNote", "z".repeat(4_000));
    Api.Answer made = as(LIN_YUE).create(most).is(201);
    assertThat(made.text("title")).hasSize(300);
  }

  @Test
  void aTooLargeBodyGetsItsAnswer() {
    Api lin = as(LIN_YUE);
    lin.create(entry("body", "<p>" + "x".repeat(600 * 1024) + "</p>")).is(413);
    lin.create(entry("body", "x".repeat(5 << 20))).is(413);
    String id = lin.create(entry()).is(201).id();
    lin.change(id, 1, entry("body", "字".repeat(200 * 1024))).is(413);
    assertThat(lin.get("/api/articles/" + id).version()).isEqualTo(1);
  }

  @Test
  void aScriptIsTakenOutAndNamed() {
    Api lin = as(LIN_YUE);
    String body =
        "<p onclick=x()>Hi<img src=a.png></p><script>alert(1)</script>"
            + "<a href='javascript:alert(1)'>go</a>";
    Api.Answer made = lin.create(entry("body", body)).is(201);
    assertThat(made.json().get("leftOut").toString())
        .isEqualTo("[\"onclick\",\"img\",\"script\",\"javascript:\"]");
    Api.Answer article = lin.get("/api/articles/" + made.id());
    assertThat(article.text("body")).isEqualTo("<p>Hi</p><p>go</p>");
    Api.Answer same = lin.change(made.id(), 1, entry("body", "<p>Hi</p><p>go<input></p>")).is(200);
    assertThat(same.version()).isEqualTo(1);
    assertThat(same.json().get("leftOut").toString()).isEqualTo("[\"input\"]");
    assertThat(article.json().get("attachments").isEmpty()).isTrue();
  }

  @Test
  void brokenJsonIsSaidToBeBroken() {
    Api lin = as(LIN_YUE);
    for (String json : List.of("", "{", "[]", "null", "{\"title\":\"a\"", "{\"title\":\"a\",}")) {
      lin.json("POST", "/api/articles", json).is(400);
    }
    lin.send(
            "POST",
            "/api/articles",
            BodyPublishers.ofString("title=x"),
            "Content-Type",
            "text/plain")
        .is(415);
    lin.send("PATCH", "/api/articles", BodyPublishers.noBody()).is(405);
  }

  @Test
  void halfACharacterIsNoText() {
    for (String field : List.of("title", "summary", "body", "changeNote")) {
      String json = Api.JSON.writeValueAsString(entry(field, "half")).replace("half", "a\\udc00b");
      Api.Answer answer = as(LIN_YUE).json("POST", "/api/articles", json).is(400);
      assertThat(fields(answer)).containsExactly(field);
      assertThat(answer.text("detail")).contains("U+DC00");
    }
  }

  @Test
  void charactersThatJoinLettersMayStand() {
    Map<String, Object> entry =
        entry("title", "می\u200cخواهم", "summary", "👨\u200d👩", "body", "<p>क\u200dष</p>");
    Api.Answer made = as(LIN_YUE).create(entry).is(201);
    assertThat(made.text("title")).isEqualTo("می\u200cخواهم");
    assertThat(as(LIN_YUE).get("/api/articles/" + made.id()).text("body"))
        .isEqualTo("<p>क\u200dष</p>");
  }

  @Test
  void theCharacterAtFaultIsNamed() {
    assertThat(as(LIN_YUE).create(entry("title", "abc\u202egpj.exe")).is(400).text("detail"))
        .isEqualTo(
            "title: holds U+202E, which turns the direction of the text around it; take it out");
  }

  @Test
  void anEmptyTextIsNotSubmitted() {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry("body", "<p> </p><img src=x>")).is(201).id();
    assertThat(fields(lin.submit(id, 1).is(400))).containsExactly("body");
    lin.change(id, 1, entry()).is(200);
    lin.submit(id, 2).is(202);
  }

  @Test
  void aTranslationIsOfATextOfYoursInTheOtherLanguage() {
    Api lin = as(LIN_YUE);
    String english = lin.create(entry()).is(201).id();
    String hidden = as(TOM_BAKER).create(entry("section", "tourism")).is(201).id();
    Map<String, Object> zh = entry("language", "zh", "title", "防汛", "translationOf", english);
    String chinese = lin.create(zh).is(201).id();
    assertThat(lin.get("/api/articles/" + chinese).text("translationOf")).isEqualTo(english);
    lin.create(entry("translationOf", english)).is(400);
    lin.create(entry("language", "zh", "translationOf", hidden)).is(400);
    lin.change(chinese, 1, entry("language", "zh", "translationOf", chinese)).is(400);
    lin.change(chinese, 1, entry("language", "en", "translationOf", english)).is(400);
  }

  @Test
  void versionsAreAskedForAndCompared() {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry()).is(201).id();
    String path = "/api/articles/" + id;
    lin.json("PUT", path, entry()).is(428);
    lin.send("POST", path + "/submission", BodyPublishers.noBody()).is(428);
    lin.send("DELETE", path + "/submission", BodyPublishers.noBody()).is(428);
    lin.json("PUT", path, entry(), "If-Match", "1").is(400);
    as(TOM_BAKER).change(id, 1, entry("title", "Tom's", "summary", "s")).is(200);
    JsonNode current = lin.change(id, 1, entry("title", "Lin's")).is(412).json().get("current");
    assertThat(current.get("by").get("id").asString()).isEqualTo("tom.baker");
    assertThat(current.get("by").get("name").asString()).isEqualTo("Tom Baker");
    assertThat(current.get("version").asLong()).isEqualTo(2);
    assertThat(current.get("title").asString()).isEqualTo("Tom's");
    assertThat(current.get("summary").asString()).isEqualTo("s");
    assertThat(current.get("body").asString()).isEqualTo("<p>Stay on high ground.</p>");
    assertThat(current.get("at").asString()).isNotBlank();
    lin.submit(id, 1).is(412);
    lin.takeBack(id, 1).is(412);
    Api.Answer article = lin.get(path);
    assertThat(article.header("ETag")).isEqualTo("\"2\"");
    lin.send("GET", path, BodyPublishers.noBody(), "If-None-Match", "\"2\"").is(200);
  }

  @Test
  void unknownThingsAreNotFound() {
    Api lin = as(LIN_YUE);
    lin.get("/api/articles/none").is(404);
    lin.change("none", 1, entry()).is(404);
    lin.submit("none", 1).is(404);
    lin.get("/api/articles/none/timeline").is(404);
    lin.get("/api/nothing").is(404);
  }

  static List<String> fields(Api.Answer answer) {
    List<String> fields = new ArrayList<>();
    answer.json().get("errors").forEach(e -> fields.add(e.get("field").asString()));
    return fields;
  }
}
