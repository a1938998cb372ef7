package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import io.imprimatur.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk and the editor, as a browser without scripts has them. */
class WritingPagesTest extends RunningPages {

  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  /** Nobody else's articles are on this person's desk. */
  private final TestPerson newcomer =
      new TestPerson(
          "new." + mark, "Nova " + mark, List.of("writer"), List.of("government", "tourism"), "en");

  @Test
  void anArticleIsBegunWrittenAndSaved() {
    TestDesk desk = at(newcomer);
    Page empty = is(desk.get("/write"), 200);
    assertThat(empty.text(".empty")).contains("You have no articles yet").contains("New article");
    Page form = is(desk.get("/write/new"), 200);
    Page made =
        is(
            desk.submit(
                form,
                "form[action$=/write/new]",
                Map.of("title", mark + " floods", "section", "tourism", "language", "en")),
            200);
    String id = id(made);
    assertThat(made.text("h1")).isEqualTo(mark + " floods");
    assertThat(made.text("#tags")).contains("being written", "English", "not submitted yet");
    Page saved =
        is(
            desk.submit(
                made,
                "form#text",
                Map.of("body", "<p>High ground.</p>", "summary", "Stay", "topics", "budget")),
            200);
    assertThat(saved.uri().getPath()).isEqualTo(page(id));
    assertThat(saved.text(".notice")).contains("Saved.");
    assertThat(version(saved)).isEqualTo(2);
    assertThat(saved.html().selectFirst("textarea[name=body]").val())
        .isEqualTo("<p>High ground.</p>");
    assertThat(saved.html().select("input[name=topics][checked]").eachAttr("value"))
        .containsExactly("budget");
    assertThat(desk.get("/write").text(".panel")).contains("Being written", mark + " floods");
  }

  @Test
  void whatIsWrongIsSaidAndWhatWasTypedStays() {
    TestDesk desk = at(newcomer);
    Page form = desk.get("/write/new");
    Page wrong =
        is(desk.submit(form, "form[action$=/write/new]", Map.of("title", " ", "section", "")), 422);
    assertThat(wrong.text(".error-summary")).contains("Enter a title", "Choose a section");
    assertThat(wrong.html().title()).startsWith("Error:");
    assertThat(wrong.html().select("#title[aria-invalid=true]")).hasSize(1);

    String id = as(newcomer).create(entry()).is(201).id();
    Page editor = desk.get(page(id));
    Page refused =
        is(
            desk.submit(
                editor,
                "form#text",
                Map.of("title", "", "body", "<p>Typed for an hour</p>", "summary", "x\u202ey")),
            422);
    assertThat(refused.text(".error-summary")).contains("Enter a title", "U+202E");
    assertThat(editor.html().select("form#text[data-unsaved]")).isEmpty();
    assertThat(refused.html().select("form#text[data-unsaved]")).hasSize(1);
    assertThat(refused.html().selectFirst("textarea[name=body]").val())
        .isEqualTo("<p>Typed for an hour</p>");
    assertThat(as(newcomer).get("/api/articles/" + id).version()).isEqualTo(1);
    Page again =
        is(desk.submit(refused, "form#text", Map.of("title", "Now", "summary", "fine")), 200);
    assertThat(version(again)).isEqualTo(2);
    assertThat(again.html().selectFirst("textarea[name=body]").val())
        .isEqualTo("<p>Typed for an hour</p>");
  }

  @Test
  void theSameFormSentTwiceBeginsOneArticle() {
    TestDesk desk = at(newcomer);
    Page form = desk.get("/write/new");
    Map<String, String> fields =
        Map.of("title", mark + " twice", "section", "government", "language", "zh");
    Page first = desk.submit(form, "form[action$=/write/new]", fields);
    Page second = desk.submit(form, "form[action$=/write/new]", fields);
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void theDeskShowsWhatIsAskedOnTopAndKeepsItsFiltersInTheAddress() {
    Api api = as(newcomer);
    String asked = api.create(entry("title", mark + " asked")).is(201).id();
    String other =
        api.create(entry("title", mark + " other", "section", "tourism", "language", "zh"))
            .is(201)
            .id();
    as(TOM_BAKER).create(entry("title", mark + " by Tom")).is(201);
    Digest digest = new Digest(api.submit(asked, 1).is(202).text("digest"));
    NEIGHBOURS.tell(
        asked,
        new ChangesRequested(
            1,
            1,
            digest,
            Neighbours.STEP,
            Neighbours.WANG,
            "The bulletin says 84.",
            Instant.now()));
    api.awaitState(asked, "changes-requested");
    TestDesk desk = at(newcomer);
    Page mine = is(desk.get("/write"), 200);
    assertThat(mine.html().select("section.panel h2").eachText())
        .containsExactly("Changes requested of you", "Being written");
    assertThat(mine.text("section.panel blockquote"))
        .contains("The bulletin says 84.", Neighbours.WANG.name());
    assertThat(mine.body()).doesNotContain("by Tom");
    assertThat(desk.get("/write?tab=sections&q=" + mark).text(".rows")).contains("by Tom");
    Page filtered = is(desk.get("/write?language=zh&section=tourism&state=writing"), 200);
    assertThat(filtered.html().select(".rows .title").eachAttr("href"))
        .containsExactly(page(other));
    assertThat(filtered.html().select("#state option[selected]").val()).isEqualTo("writing");
    assertThat(filtered.html().select(".tabs a").eachAttr("href"))
        .allMatch(link -> link.contains("language=zh") && link.contains("section=tourism"));
    assertThat(is(desk.get("/write?q=nothing-" + mark), 200).text(".empty"))
        .contains("No article matches");
  }

  @Test
  void aLongListHasPages() {
    Api api = as(newcomer);
    for (int i = 0; i < 27; i++) {
      api.create(entry("title", mark + " " + i)).is(201);
    }
    TestDesk desk = at(newcomer);
    Page overview = desk.get("/write");
    assertThat(overview.html().select(".rows .title")).hasSize(6);
    Page list = is(desk.get(overview.html().selectFirst("header a.count").attr("href")), 200);
    assertThat(list.html().select(".rows .title")).hasSize(25);
    Page next = is(desk.get(list.html().selectFirst("a[rel=next]").attr("href")), 200);
    assertThat(next.html().select(".rows .title").eachText())
        .containsExactly(mark + " 1", mark + " 0");
    assertThat(next.html().select("a[rel=next]")).isEmpty();
  }

  @Test
  void thePagesReadInChinese() {
    TestDesk desk = at(newcomer).reading("zh");
    String id = as(newcomer).create(entry()).is(201).id();
    assertThat(desk.get("/write").text("main")).contains("我的稿件", "撰写中");
    Page editor = is(desk.get(page(id)), 200);
    assertThat(editor.html().select("html").attr("lang")).isEqualTo("zh-CN");
    assertThat(editor.text("main")).contains("从撰稿到送达", "新建", "提交审核…");
    Page wrong = desk.submit(editor, "form#text", Map.of("title", ""));
    assertThat(wrong.text(".error-summary")).contains("请填写标题");
  }

  @Test
  void aFrozenTextIsShownAsReadersWillSeeIt() {
    Api api = as(newcomer);
    String id = api.create(entry()).is(201).id();
    api.submit(id, 1).is(202);
    Page page = is(at(newcomer).get(page(id)), 200);
    assertThat(page.html().select("form#text, textarea")).isEmpty();
    assertThat(page.text("article.text")).contains("Stay on high ground.");
    assertThat(page.text(".actions")).contains("Take back…");
  }

  @Test
  void aNextVersionBeginsWithTheFirstChange() {
    Api api = as(newcomer);
    String id = api.create(entry()).is(201).id();
    api.submit(id, 1).is(202);
    var text =
        Api.JSON.readValue(
            api.get("/api/articles/" + id + "/revisions/1").is(200).http().body(),
            io.imprimatur.events.Text.class);
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, text));
    NEIGHBOURS.tell(id, NEIGHBOURS.published(id, 1, text));
    api.awaitState(id, "published");
    TestDesk desk = at(newcomer);
    Page published = is(desk.get(page(id)), 200);
    assertThat(published.html().selectFirst(".actions a[target=_blank]").attr("href"))
        .endsWith("/en/news/2026/flood-control-12345678");
    Page next = is(desk.get(page(id, "/next")), 200);
    assertThat(api.get("/api/articles/" + id).text("state")).isEqualTo("published");
    is(desk.submit(next, "form#text", Map.of("body", "<p>Go home.</p>")), 200);
    assertThat(api.get("/api/articles/" + id).text("state")).isEqualTo("writing");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(desk.get(page(id)).text("#tags")).contains("Revision 1 is on the site"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/next",
        "/timeline",
        "/import",
        "/revisions",
        "/revisions/1",
        "/submit",
        "/take-back"
      })
  void othersSeeNothingAndWhoLacksTheRoleReadsWhich(String more) {
    String id = as(LIN_YUE).create(entry("section", "services")).is(201).id();
    Page hidden = is(at(TOM_BAKER).get(page(id, more)), 404);
    assertThat(hidden.text("main")).contains("There is no such article").doesNotContain("Flood");
    Page lacking = is(at(ADAM_FREY).get(page(id, more)), 403);
    assertThat(lacking.text("main")).contains("This takes the role writer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/autosave",
        "/presence",
        "/conflict",
        "/merge?against=1",
        "/import/taken",
        "/revisions/1/restore",
        "/submit",
        "/take-back",
        "/translation"
      })
  void aFormWithoutTheTokenOfItsPageChangesNothing(String more) {
    TestDesk desk = at(LIN_YUE);
    String id = as(LIN_YUE).create(entry()).is(201).id();
    Page refused =
        desk.post(page(id, more), Map.of("version", "1", "title", "Forged", "body", "<p>x</p>"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(as(LIN_YUE).get("/api/articles/" + id).version()).isEqualTo(1);
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("writing");
    is(desk.post("/write/new", Map.of("title", "x", "section", "government")), 403);
  }

  private static String id(Page page) {
    return page.uri().getPath().substring("/write/".length());
  }
}
