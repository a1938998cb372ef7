package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was submitted: to compare, and to make the present text again. */
class RevisionPagesTest extends RunningPages {

  private String id;

  /** Revision 1 came back; the present text differs in title and in one word. */
  @BeforeEach
  void write() {
    id = as(LIN_YUE).create(entry("body", "<p>The level is 86 percent.</p>")).is(201).id();
    Digest digest = new Digest(as(LIN_YUE).submit(id, 1).is(202).text("digest"));
    NEIGHBOURS.tell(
        id,
        new ChangesRequested(1, 1, digest, Neighbours.STEP, Neighbours.WANG, "84", Instant.now()));
    as(LIN_YUE).awaitState(id, "changes-requested");
    as(LIN_YUE)
        .change(id, 1, entry("body", "<p>The level is 84 percent.</p>", "title", "Floods"))
        .is(200);
  }

  @Test
  void theWordsThatChangedAreMarked() {
    TestDesk desk = at(LIN_YUE);
    Page page = is(desk.get(page(id, "/revisions")), 200);
    assertThat(page.text(".rows")).contains("The present text", "Revision 1", LIN_YUE.name());
    assertThat(page.text(".sheet .text del")).isEqualTo("86");
    assertThat(page.text(".sheet .text ins")).isEqualTo("84");
    assertThat(page.text(".sheet dl ins")).contains("Floods");
    Page same = is(desk.get(page(id, "/revisions?from=1&to=1")), 200);
    assertThat(same.text("main")).contains("The two texts are the same.", "no changes");
    is(desk.get(page(id, "/revisions?from=7")), 404);
    is(desk.get(page(id, "/revisions?from=x")), 404);
    is(desk.get(page(id, "/revisions/7")), 404);
  }

  @Test
  void aRevisionIsRestoredAsANewChange() {
    TestDesk desk = at(LIN_YUE);
    Page old = is(desk.get(page(id, "/revisions/1")), 200);
    assertThat(old.text("article.text")).contains("86 percent");
    Page editor = is(desk.submit(old, "form[action$=/restore]", Map.of()), 200);
    assertThat(version(editor)).isEqualTo(3);
    assertThat(editor.html().selectFirst("textarea[name=body]").val()).contains("86 percent");
    assertThat(editor.html().selectFirst("#title").val()).isEqualTo("Flood control");
    assertThat(editor.text("#timeline")).contains("Revision 1 restored");
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("changes-requested");
  }

  @Test
  void restoringOverwritesNobodysChange() {
    TestDesk desk = at(LIN_YUE);
    Page old = desk.get(page(id, "/revisions/1"));
    as(TOM_BAKER).change(id, 2, entry("title", "Tom's")).is(200);
    Page again = is(desk.submit(old, "form[action$=/restore]", Map.of()), 200);
    assertThat(again.text(".notice")).contains("nothing was restored");
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("title")).isEqualTo("Tom's");
    is(desk.submit(again, "form[action$=/restore]", Map.of()), 200);
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("title")).isEqualTo("Flood control");
  }

  @Test
  void aFrozenTextIsNotReplaced() {
    TestDesk desk = at(LIN_YUE);
    Page old = desk.get(page(id, "/revisions/1"));
    as(LIN_YUE).submit(id, 2).is(202);
    Page refused = desk.submit(old, "form[action$=/restore]", Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("main")).contains("under review");
    assertThat(desk.get(page(id, "/revisions/1")).html().select("form[action$=/restore]"))
        .isEmpty();
  }
}
