package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static io.imprimatur.testkit.TestPerson.ZHAO_LEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text under review as reviewers read it. */
class ReviewPageTest extends RunningService {

  private static final Text FIRST =
      Samples.of(
          "The dam closed",
          "government",
          "The dam closed on 22 November.",
          "Water levels fell in all counties of the upper basin.",
          "Schools stay open.");

  private static final Text SECOND =
      new Text(
          "The dam closed early",
          "What it says in short.",
          "<p>Schools stay open.</p><p>The dam closed on 23 November.</p>"
              + "<p>Water levels fell in all counties of the upper basin.</p>",
          "government",
          "en",
          List.of("budget"),
          "The date was wrong.",
          List.of());

  /** A first round that was sent back, and a second one. */
  private String secondRound() {
    String article = submitted(FIRST, LIN_YUE, LIN_YUE);
    decide(
        WANG_MIN,
        article,
        digestOf(article),
        "request-changes",
        ",\"reason\":\"Which date is right?\"");
    awaitReview(article, "changes-requested");
    drafting.tells(article, Samples.submission(SECOND, 2, 2, LIN_YUE, LIN_YUE));
    awaitReview(article, "in-review");
    return article;
  }

  private ArticleApproved approved(String article, int told) {
    approve(WANG_MIN, article);
    approve(SARA_OLSEN, article);
    return (ArticleApproved) awaitTold(article, told).getLast();
  }

  private void published(String article, ArticleApproved approved) {
    publishing.tells(
        article,
        new ArticlePublished(
            approved.revision(), approved.digest(), approved.seal(), "/p", null, Instant.now()));
    awaitAllHeard();
  }

  @Test
  void aNewTextIsShownAsReadersWillSeeItWithItsParagraphsNumbered() {
    String article = submitted(FIRST, LIN_YUE, TOM_BAKER);
    Page page = desk(WANG_MIN).get("/review/" + article);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text("h1")).isEqualTo("The dam closed");
    assertThat(page.text(".tags")).contains("English", "Revision 1", "submitted by Lin Yue 林悦");
    String hex = digestOf(article).substring("sha256:".length());
    assertThat(page.text(".tags"))
        .contains(hex.substring(0, 4) + "…" + hex.substring(hex.length() - 4));
    assertThat(page.text("ul.tabs a[aria-current]")).isEqualTo("As readers see it");
    assertThat(page.html().select(".text .numbered > .n").eachText())
        .containsExactly("Paragraph 1", "Paragraph 2", "Paragraph 3");
    assertThat(page.text(".text")).contains("Water levels fell");
    assertThat(page.html().select(".text ins, .text del")).isEmpty();
    assertThat(page.text("ol.route li[aria-current=step]")).contains("Content check");
    assertThat(page.text("aside")).contains("Flood control").contains("Tom Baker");
  }

  @Test
  void changesSinceTheLastRoundAreMarkedWordByWordWithMovesRecognised() {
    String article = secondRound();
    Page page = desk(SARA_OLSEN).get("/review/" + article);
    assertThat(page.text("ul.tabs a[aria-current]")).startsWith("Changes since round 1");
    assertThat(page.text(".text .headline ins")).isEqualTo("early");
    assertThat(page.html().select(".text .numbered del").eachText()).contains("22");
    assertThat(page.html().select(".text .numbered ins").eachText()).contains("23");
    assertThat(page.text(".text .change-note")).contains("stood elsewhere before");
    assertThat(page.text(".sheet-note"))
        .contains("Topics")
        .contains("Change note")
        .contains("since round 1 (revision 1)");
    String counted = page.text("ul.tabs a[aria-current] .pill");
    assertThat(page.text(".sheet-note")).contains(counted + " changes");
    assertThat(page.text("aside"))
        .contains("The date was wrong.")
        .contains("Which date is right?")
        .contains("Wang Min 王敏 requested changes, round 1, step 1");
    Page reader = desk(SARA_OLSEN).get("/review/" + article + "?view=reader");
    assertThat(reader.html().select(".text ins, .text del")).isEmpty();
  }

  @Test
  void aTextIsComparedWithWhatStandsOnTheSite() {
    String article = submitted(FIRST, LIN_YUE, LIN_YUE);
    published(article, approved(article, 4));
    Page standing = desk(CHEN_BO).get("/review/" + article);
    assertThat(standing.text(".tags")).contains("published");
    assertThat(standing.text("ol.route li:last-child")).contains("published");
    drafting.tells(article, Samples.submission(SECOND, 2, 2, LIN_YUE, LIN_YUE));
    awaitReview(article, "in-review");
    Page page = desk(CHEN_BO).get("/review/" + article);
    assertThat(page.text("ul.tabs a[aria-current]")).startsWith("Against live");
    assertThat(page.text(".sheet-note")).contains("what stands on the site (revision 1)");
    assertThat(page.text(".text .headline ins")).isEqualTo("early");
    publishing.tells(
        article, new ArticleWithdrawn(1, "A mistake.", Samples.person(LIN_YUE), Instant.now()));
    awaitAllHeard();
    Page gone = desk(CHEN_BO).get("/review/" + article + "?view=live");
    assertThat(gone.text(".empty")).contains("Nothing of this article stands on the site");
    assertThat(gone.text("ul.tabs")).doesNotContain("Against live");
    assertThat(desk(CHEN_BO).get("/review/" + article + "?view=history").text(".timeline"))
        .contains("withdrew revision 1 from the site")
        .contains("A mistake.");
  }

  @Test
  void aTextThatTheSiteRefusedSaysWhy() {
    String article = submitted(FIRST, LIN_YUE, LIN_YUE);
    ArticleApproved approved = approved(article, 4);
    publishing.tells(
        article,
        new PublicationRefused(
            1, 1, approved.digest(), "The picture has no description.", Instant.now()));
    awaitReview(article, "publication-refused");
    Page page = desk(WANG_MIN).get("/review/" + article);
    assertThat(page.text(".notice.stop")).contains("The picture has no description.");
    assertThat(page.text(".tags")).contains("refused by the site");
    assertThat(page.text("ol.route li.no")).contains("refused by the site");
    assertThat(page.text("#decide")).contains("Round 1 is over: refused by the site.");
  }

  @Test
  void historyLeadsToTheTextsOfEarlierRounds() {
    String article = secondRound();
    TestDesk desk = desk(WANG_MIN);
    Page history = desk.get("/review/" + article + "?view=history");
    assertThat(history.html().select(".timeline strong").eachText())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .startsWith("Round 2: Lin Yue 林悦 submitted revision 2 (")
                  .endsWith(" changes)");
              assertThat(lines.get(1))
                  .isEqualTo("Wang Min 王敏 requested changes in step 1, Content check");
              assertThat(lines.get(2))
                  .isEqualTo("Round 1: Lin Yue 林悦 submitted revision 1 (new text)");
            });
    Page past =
        desk.get(
            history.html().select("a:contains(Read the text of round 1)").first().absUrl("href"));
    assertThat(past.text(".notice.due")).contains("You are reading round 1, which is over.");
    assertThat(past.text(".text")).contains("22 November").doesNotContain("23 November");
    assertThat(past.html().select("#decide")).isEmpty();
    assertThat(desk.get("/review/" + article + "?round=7").status()).isEqualTo(404);
  }

  @Test
  void whatIsNoCanonicalTextIsShownAsItIsSpelled() {
    Text odd =
        new Text(
            "Odd",
            "",
            "<p>Fine.</p><script>alert(1)</script><form action=\"/x\"><input></form>",
            "government",
            "en",
            List.of(),
            "",
            List.of());
    String article = submitted(odd, LIN_YUE);
    Page page = desk(WANG_MIN).get("/review/" + article);
    assertThat(page.html().select("article script, article form, article input")).isEmpty();
    assertThat(page.text(".source")).contains("<script>alert(1)</script>");
    assertThat(page.text("article .notice")).contains("markup that no article may have");
  }

  @Test
  void whoeverMayNotSeeItFindsNothing() {
    String article = submitted(FIRST, LIN_YUE);
    for (TestDesk desk : List.of(desk(ZHAO_LEI), desk(TOM_BAKER))) {
      Page none = desk.get("/review/" + article);
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.body()).doesNotContain("The dam closed");
    }
    assertThat(desk(WANG_MIN).get("/review/" + newArticle()).status()).isEqualTo(404);
  }

  @Test
  void whoDecidedMeanwhileAppearsWithoutAReload() {
    String article = submitted(FIRST, LIN_YUE);
    TestDesk sara = desk(SARA_OLSEN);
    Page page = sara.get("/review/" + article);
    String poll = page.html().select("#moved [hx-get]").first().absUrl("hx-get");
    Page quiet = sara.stay(poll, "HX-Request", "true");
    assertThat(quiet.status()).isEqualTo(200);
    assertThat(quiet.html().select("[hx-get]")).hasSize(1);
    assertThat(quiet.html().body().text()).isEmpty();
    String tag = quiet.header("ETag");
    assertThat(sara.stay(poll, "HX-Request", "true", "If-None-Match", tag).status()).isEqualTo(304);
    approve(WANG_MIN, article);
    Page moved = sara.stay(poll, "HX-Request", "true", "If-None-Match", tag);
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.html().body().text()).contains("Wang Min 王敏 approved step 1 meanwhile.");
    assertThat(moved.html().select("[hx-get]")).as("it need not ask again").isEmpty();
    assertThat(moved.html().select(".moved-on")).hasSize(1);
  }

  @Test
  void thePageReadsInChinese() {
    String article = secondRound();
    Page page = desk(SARA_OLSEN).reading("zh").get("/review/" + article);
    assertThat(page.html().select("html").attr("lang")).isEqualTo("zh-CN");
    assertThat(page.text("ul.tabs a[aria-current]")).startsWith("较第 1 轮的改动");
    assertThat(page.text("ol.route")).contains("内容审核");
    assertThat(page.text("#approve")).startsWith("通过");
    assertThat(page.html().select("h1").attr("lang")).isEqualTo("en");
  }
}
