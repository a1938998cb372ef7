package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file's text in place of an article's, after it was looked at. */
class ImportPagesTest extends RunningPages {

  @Test
  void aFormWithoutAFileSaysSo() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    TestDesk desk = at(LIN_YUE);
    Page form = is(desk.get(page(id, "/import")), 200);
    Page wrong = is(desk.submit(form, "main form", Map.of()), 422);
    assertThat(wrong.text(".error-summary")).contains("Choose a file");
    Page begun = desk.submit(desk.get("/write/new"), "form[action$=/import]", Map.of());
    assertThat(begun.status()).isEqualTo(422);
  }

  @Test
  void whatWasLookedAtIsTakenUnlessSomebodyWroteMeanwhile() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    TestDesk desk = at(LIN_YUE);
    as(TOM_BAKER).change(id, 1, entry("title", "Tom's")).is(200);
    Page late = take(desk, id, "1", "<p>From the file.<script>alert(1)</script></p>");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("main")).contains("Tom Baker changed the article", "From the file.");
    assertThat(late.html().select("main script")).isEmpty();
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("body")).contains("high ground");
    Page taken = is(desk.submit(late, "form[action$=/taken]", Map.of()), 200);
    assertThat(taken.text(".left-out")).contains("pictures");
    assertThat(taken.text("#timeline")).contains("Imported from report.docx");
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("body"))
        .isEqualTo("<p>From the file.</p>");
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("title")).isEqualTo("Tom's");
  }

  @Test
  void aFrozenTextTakesNoFile() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    as(LIN_YUE).submit(id, 1).is(202);
    TestDesk desk = at(LIN_YUE);
    assertThat(is(desk.get(page(id, "/import")), 409).text("main")).contains("under review");
    assertThat(take(desk, id, "1", "<p>x</p>").status()).isEqualTo(409);
  }

  private static Page take(TestDesk desk, String id, String version, String body) {
    Map<String, String> fields = new HashMap<>();
    fields.put("_csrf", desk.get("/write/new").html().selectFirst("main input[name=_csrf]").val());
    fields.put("version", version);
    fields.put("name", "report.docx");
    fields.put("body", body);
    fields.put("leftOut", "img");
    return desk.post(page(id, "/import/taken"), fields);
  }
}
