package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two people in one text: nothing is overwritten and nothing typed is lost. */
class ConflictPagesTest extends RunningPages {

  private static final String BODY = "<p>One.</p><p>Two.</p><p>Three.</p>";

  private TestDesk lin;

  @BeforeEach
  void signIn() {
    lin = at(LIN_YUE);
  }

  private String begin() {
    return as(LIN_YUE).create(entry("body", BODY)).is(201).id();
  }

  private JsonNode stored(String id) {
    return as(LIN_YUE).get("/api/articles/" + id).is(200).json();
  }

  @Test
  void autosaveSaysWhatBecameOfTheText() {
    String id = begin();
    Page editor = lin.get(page(id));
    JsonNode saved = json(is(autosave(editor, id, 1, "title", "Floods"), 200));
    assertThat(saved.get("version").asLong()).isEqualTo(2);
    assertThat(saved.get("saved").asString()).matches("Saved \\d\\d:\\d\\d:\\d\\d");
    assertThat(saved.get("savedAt").asString()).endsWith("Z");
    JsonNode wrong = json(is(autosave(editor, id, 2, "title", ""), 422));
    assertThat(wrong.at("/errors/0/field").asString()).isEqualTo("title");
    assertThat(wrong.at("/errors/0/message").asString()).isEqualTo("Enter a title");
    assertThat(json(is(autosave(editor, id, 1, "title", "Floods"), 200)).get("version").asLong())
        .as("an answer that got lost is given again")
        .isEqualTo(2);
    as(TOM_BAKER).change(id, 2, entry("title", "Tom's")).is(200);
    JsonNode conflict = json(is(autosave(editor, id, 2, "title", "Lin's"), 409));
    assertThat(conflict.get("conflict").asString()).isEqualTo(page(id, "/conflict"));
    assertThat(conflict.get("message").asString()).contains(TOM_BAKER.name());
    assertThat(stored(id).get("title").asString()).isEqualTo("Tom's");
    as(LIN_YUE).submit(id, 3).is(202);
    JsonNode frozen = json(is(autosave(editor, id, 3, "title", "Lin's"), 409));
    assertThat(frozen.get("message").asString()).contains("under review");
  }

  @Test
  void changesThatDoNotTouchEachOtherAreBothKept() {
    String id = begin();
    Page editor = lin.get(page(id));
    as(TOM_BAKER)
        .change(id, 1, entry("body", BODY.replace("Three.", "Three by Tom."), "title", "Tom's"))
        .is(200);
    Page conflict =
        is(
            lin.submit(editor, "form#text", Map.of("body", BODY.replace("One.", "One by Lin."))),
            409);
    assertThat(conflict.text(".notice")).contains(TOM_BAKER.name(), "Nothing is overwritten");
    assertThat(conflict.html().select("fieldset.clash")).isEmpty();
    assertThat(stored(id).get("body").asString()).doesNotContain("Lin");
    is(lin.submit(conflict, "form[action*=/merge]", Map.of()), 200);
    assertThat(stored(id).get("body").asString())
        .isEqualTo("<p>One by Lin.</p><p>Two.</p><p>Three by Tom.</p>");
    assertThat(stored(id).get("title").asString()).isEqualTo("Tom's");
  }

  @Test
  void eachPassageIsChosenAndAThirdChangeBringsThePageAgain() {
    String id = begin();
    Page editor = lin.get(page(id));
    as(TOM_BAKER).change(id, 1, entry("body", BODY.replace("Two.", "Two by Tom."))).is(200);
    Page conflict =
        is(
            lin.submit(
                editor,
                "form#text",
                Map.of("body", BODY.replace("Two.", "Two by Lin."), "summary", "By Lin")),
            409);
    assertThat(conflict.html().select("fieldset.clash")).hasSize(1);
    assertThat(conflict.html().select("fieldset.clash ins").text()).contains("Tom");

    Page unchosen = is(lin.submit(conflict, "form[action*=/merge]", Map.of()), 409);
    assertThat(unchosen.text(".error-summary")).contains("Choose which text stays");
    assertThat(stored(id).get("version").asLong()).isEqualTo(2);

    as(TOM_BAKER)
        .change(
            id, 2, entry("body", BODY.replace("Two.", "Two by Tom.").replace("Three.", "Drei.")))
        .is(200);
    Page again =
        is(lin.submit(unchosen, "form[action*=/merge]", Map.of("choice-passage-1", "BOTH")), 409);
    assertThat(stored(id).get("version").asLong()).isEqualTo(3);
    assertThat(again.html().select("fieldset.clash")).as("nothing new is to be decided").isEmpty();
    is(lin.submit(again, "form[action*=/merge]", Map.of()), 200);
    assertThat(stored(id).get("body").asString())
        .isEqualTo("<p>One.</p><p>Two by Lin.</p><p>Two by Tom.</p><p>Drei.</p>");
    assertThat(stored(id).get("summary").asString()).isEqualTo("By Lin");
  }

  @Test
  void oneSideCanBeTakenEverywhere() {
    String id = begin();
    Page editor = lin.get(page(id));
    as(TOM_BAKER).change(id, 1, entry("title", "Tom's", "body", "<p>Tom.</p>")).is(200);
    Page conflict =
        is(lin.submit(editor, "form#text", Map.of("title", "Lin's", "body", "<p>Lin.</p>")), 409);
    is(lin.submit(conflict, "form[action*=/merge]", Map.of("all", "THEIRS")), 200);
    assertThat(stored(id).get("title").asString()).isEqualTo("Tom's");
    assertThat(stored(id).get("body").asString()).isEqualTo("<p>Tom.</p>");
  }

  @Test
  void whatWasTypedIntoAFrozenTextCanBeCopied() {
    String id = begin();
    Page editor = lin.get(page(id));
    as(TOM_BAKER).submit(id, 1).is(202);
    Page frozen =
        is(lin.submit(editor, "form#text", Map.of("body", "<p>Typed too late.</p>")), 409);
    assertThat(frozen.text("main")).contains("is not saved", "under review", "Typed too late.");
    assertThat(stored(id).get("body").asString()).isEqualTo(BODY);
  }

  @Test
  void anEndedSessionKeepsWhatWasTyped() {
    String id = begin();
    TestDesk desk = TestDesk.of(port, LIN_YUE, "/write");
    Page editor = desk.get(page(id));
    desk.loseCookies();
    Page ended = desk.submit(editor, "form#text", Map.of("body", "<p>Typed for an hour.</p>"));
    assertThat(ended.status()).isEqualTo(401);
    assertThat(ended.body()).contains("&lt;p&gt;Typed for an hour.&lt;/p&gt;");
    desk.signIn(io.imprimatur.testkit.TestIssuer.shared(), LIN_YUE, "/write");
    Page kept = desk.submit(ended, "main form", Map.of());
    Page saved = is(desk.submit(kept, "main form", Map.of()), 200);
    assertThat(version(saved)).isEqualTo(2);
    assertThat(stored(id).get("body").asString()).isEqualTo("<p>Typed for an hour.</p>");
  }

  @Test
  void whatComesFromTheBrowserIsCleanedBeforeItIsShown() {
    String id = begin();
    Page editor = lin.get(page(id));
    as(TOM_BAKER).change(id, 1, entry("body", "<p>Tom.</p>")).is(200);
    Page conflict =
        is(
            lin.submit(
                editor,
                "form#text",
                Map.of("body", "<p>Lin<script>alert(1)</script><img src=x onerror=alert(1)></p>")),
            409);
    assertThat(conflict.html().select("main script, main img")).isEmpty();
  }

  private Page autosave(Page editor, String id, long version, String field, String value) {
    Map<String, String> fields = new HashMap<>();
    fields.put("version", Long.toString(version));
    fields.put("title", "Flood control");
    fields.put("section", "government");
    fields.put("language", "en");
    fields.put("body", BODY);
    fields.put("_csrf", editor.html().selectFirst("#text input[name=_csrf]").val());
    fields.put(field, value);
    return lin.post(page(id, "/autosave"), fields, "Accept", "application/json");
  }

  private static JsonNode json(Page page) {
    return Api.JSON.readTree(page.body());
  }
}
