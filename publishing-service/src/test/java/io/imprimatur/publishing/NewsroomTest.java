package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestPerson;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What publishers see and do in the newsroom, as a browser without scripts shows it. */
class NewsroomTest extends RunningSite {

  private static final String BASE = "/newsroom";

  @Test
  void theListSaysOfEachTextWhatItIs() {
    String standing = newArticle();
    String path = published(standing, inTourism("Newsroom: standing"));
    String gone = newArticle();
    published(gone, inTourism("Newsroom: gone"));
    withdraw(gone);
    Text bad =
        Samples.inSection(Samples.text("Newsroom: bad", "<script>x</script>", "en"), "tourism");
    String refused = approved(bad);
    awaitState(refused, "refused");
    String forged = newArticle();
    imitate(
        forged,
        Forgery.WITHOUT_A_SEAL.of(
            forged, Samples.approval(SEALER, forged, 1, inTourism("Newsroom: forged"))));
    awaitState(forged, "refused");

    TestDesk mia = at(TestPerson.MIA_ROTH);
    Document list = mia.get(BASE + "?q=newsroom:&section=tourism").html();
    assertThat(list.select("h1").text()).isEqualTo("Newsroom");
    assertThat(row(list, standing))
        .contains("Newsroom: standing", "Tourism · English", "published");
    assertThat(list.select("a[href=" + path + "]")).hasSize(1);
    assertThat(row(list, gone)).contains("withdrawn", "Wrong date.");
    assertThat(row(list, refused)).contains("refused", "not written as the site takes it");
    assertThat(row(list, forged)).contains("forged approval", "It has no seal.");

    assertThat(articles(mia, "?q=newsroom:&state=published")).containsExactly(standing);
    assertThat(articles(mia, "?q=newsroom:&state=withdrawn")).containsExactly(gone);
    assertThat(articles(mia, "?q=newsroom:&state=refused"))
        .containsExactlyInAnyOrder(refused, forged);
    assertThat(articles(mia, "?q=NEWSROOM%3A+stand")).containsExactly(standing);
    assertThat(articles(mia, "?q=newsroom:&section=services")).isEmpty();

    Document chinese = mia.reading("zh").get(BASE + "?q=newsroom:").html();
    assertThat(chinese.select("h1").text()).isEqualTo("发布管理");
    assertThat(row(chinese, refused)).contains("未予发布", "正文格式不符合网站规定");
    assertThat(row(chinese, forged)).contains("伪造审批", "没有电子印章。");
  }

  @Test
  void filtersStayInTheAddressAndThePagesLeadOn() {
    for (int i = 0; i < 27; i++) {
      Text text = Samples.text("Paged & more " + i, "<p>One of many.</p>", "en");
      approve(newArticle(), 1, Samples.inSection(text, "services"));
    }
    awaitAllHeard();
    TestDesk mia = at(TestPerson.MIA_ROTH);
    Document first = mia.get(BASE + "?state=published&section=services&q=Paged+%26+more").html();
    assertThat(first.select("tbody tr")).hasSize(25);
    assertThat(first.select("input[name=q]").val()).isEqualTo("Paged & more");
    assertThat(first.select("select[name=section] option[selected]").val()).isEqualTo("services");
    assertThat(first.select(".tabs a[aria-current]").text()).isEqualTo("Published");
    assertThat(first.select(".tabs a").last().attr("href"))
        .isEqualTo("/newsroom?state=withdrawn&section=services&q=Paged%20%26%20more");
    String next = first.select("a[rel=next]").attr("href");
    assertThat(next)
        .contains("state=published", "section=services", "q=Paged%20%26%20more", "after=");
    Document second = mia.get(next).html();
    assertThat(second.select("tbody tr")).hasSize(2);
    assertThat(second.select("a[rel=next]")).isEmpty();
  }

  @Test
  void aTextThatCantBeReadIsNamedByItsArticle() {
    String article = newArticle();
    published(article, Samples.inSection(Samples.english("Lost its state"), "investment"));
    Store.set(article, "state", null);
    Document list = at(TestPerson.MIA_ROTH).get(BASE + "?section=investment").html();
    Element row = list.selectFirst("tbody tr:has(a[href$=" + article + "])");
    assertThat(row.text()).contains("A text that cannot be read", "Article " + article);
    assertThat(row.select("[data-label]")).as("no label without a value").isEmpty();
  }

  @Test
  void nothingFoundSaysWhatToDo() {
    Document none = at(TestPerson.MIA_ROTH).get(BASE + "?q=nothing-of-the-kind").html();
    assertThat(none.select(".empty strong").text()).isEqualTo("Nothing fits");
    assertThat(none.select("tbody tr")).isEmpty();
  }

  @Test
  void aPageHasItsVersionsItsSealAndWhatWasForgedInItsName() {
    String article = newArticle();
    String path = published(article, inTourism("First title"));
    approve(article, 2, inTourism("Second title"));
    awaitTold(article, 2);
    imitate(
        article,
        Forgery.WITHOUT_A_SEAL.of(
            article, Samples.approval(SEALER, article, 3, inTourism("Third"))));
    awaitAllHeard();

    TestDesk mia = at(TestPerson.MIA_ROTH);
    TestDesk.Page page = mia.get(BASE + "/publications/" + article);
    assertThat(page.status()).isEqualTo(200);
    Document html = page.html();
    assertThat(html.select("h1").text()).isEqualTo("Second title");
    assertThat(html.select(".actions a").eachAttr("href"))
        .containsExactly(path, path + "/proof", BASE + "/publications/" + article + "/withdrawal");
    assertThat(page.text("tbody tr"))
        .contains("Second title", "on the site", "First title", "replaced");
    assertThat(html.select("a[href=" + path + "/changes]")).hasSize(1);
    assertThat(page.text(".facts")).contains("Step 1", "reviewer", "sha256:", path);
    assertThat(page.text("tbody")).contains("Third", "It has no seal.");
    for (String link : List.of(path, path + "/proof", path + "/changes")) {
      await().atMost(SOON).until(() -> page(link).status() == 200);
    }
  }

  @Test
  void whatWasRefusedSaysWhyAndThatThePageStands() {
    String article = newArticle();
    published(article, inTourism("Stands on"));
    approve(article, 2, Samples.inSection(Samples.text("Stands on", "<b>x</b>", "en"), "tourism"));
    awaitTold(article, 2);
    TestDesk.Page page = at(TestPerson.MIA_ROTH).get(BASE + "/publications/" + article);
    assertThat(page.text(".notice"))
        .contains("A newer text, revision 2, was refused", "still stands");
    assertThat(page.html().select(".tag").eachText().toString())
        .contains("published", "newer text refused");
  }

  @Test
  void anAlteredPageIsShownAsWithheld() {
    String article = newArticle();
    published(article, inTourism("Altered in the store"));
    Store.set(article, "live.title", "Another");
    try {
      TestDesk.Page page = at(TestPerson.MIA_ROTH).get(BASE + "/publications/" + article);
      assertThat(page.text(".notice.stop"))
          .contains("withheld from readers", "Its title, language or section is another");
    } finally {
      // A list that leaves something out is made again and again, which other tests would notice.
      Store.set(article, "live.title", "Altered in the store");
    }
  }

  @Test
  void aWithdrawalTakesAReasonAndAWordOfTheTitle() {
    String article = newArticle();
    String path = published(article, inTourism("Night market opens"));
    TestDesk mia = at(TestPerson.MIA_ROTH);
    String address = BASE + "/publications/" + article + "/withdrawal";
    TestDesk.Page form = mia.get(address);
    assertThat(form.text("h1")).isEqualTo("Withdraw this page");
    assertThat(form.text(".notice")).contains("410", "stopped", "called back");
    assertThat(form.text("#word-hint")).contains("For example: market");

    TestDesk.Page again = mia.submit(form, "#main form", Map.of("reason", " ", "word", "opening"));
    assertThat(again.status()).isEqualTo(422);
    Document wrong = again.html();
    assertThat(wrong.title()).startsWith("Error: ");
    assertThat(wrong.select(".error-summary a").eachAttr("href"))
        .containsExactly("#reason", "#word");
    assertThat(wrong.select("#word").val()).isEqualTo("opening");
    assertThat(wrong.select("#word").attr("aria-invalid")).isEqualTo("true");
    for (String id : wrong.select("#word").attr("aria-describedby").split(" ")) {
      assertThat(wrong.select("#" + id)).as(id).hasSize(1);
    }
    assertThat(page(path).status()).isEqualTo(200);
    awaitTold(article, 1);

    String reason = "The market <b>moved</b>.\nSee the correction.";
    TestDesk.Page done =
        mia.submit(again, "#main form", Map.of("reason", reason, "word", "MARKET"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.uri().getPath()).isEqualTo(BASE + "/publications/" + article);
    assertThat(done.text("[role=status]")).contains("The page was withdrawn");
    assertThat(done.text(".notice")).contains("Withdrawn by Mia Roth", "The market <b>moved</b>.");
    assertThat(done.html().select(".actions a")).isEmpty();
    assertThat(page(path).status()).isEqualTo(410);
    ArticleWithdrawn told = (ArticleWithdrawn) awaitTold(article, 2).getLast();
    assertThat(told.reason()).isEqualTo(reason);

    TestDesk.Page twice =
        mia.submit(form, "#main form", Map.of("reason", reason, "word", "market"));
    assertThat(twice.uri().getPath()).isEqualTo(BASE + "/publications/" + article);
    assertThat(twice.text("[role=status]")).contains("had been withdrawn already");
    awaitTold(article, 2);
  }

  @Test
  void aChineseTitleIsConfirmedByTwoOfItsCharacters() {
    String article = newArticle();
    String path =
        published(
            article, Samples.inSection(Samples.text("古城夜市开放公告", "<p>公告</p>", "zh"), "tourism"));
    TestDesk mia = at(TestPerson.MIA_ROTH).reading("zh");
    TestDesk.Page form = mia.get(BASE + "/publications/" + article + "/withdrawal");
    assertThat(form.text("#word-hint")).contains("连续的两个", "例如：古城夜市");
    TestDesk.Page wrong = mia.submit(form, "#main form", Map.of("reason", "时间有误", "word", "夜"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text(".error-summary")).contains("标题中没有这个词语");
    mia.submit(wrong, "#main form", Map.of("reason", "时间有误", "word", "夜市"));
    assertThat(page(path).status()).isEqualTo(410);
  }

  @Test
  void aPostWithoutItsTokenChangesNothing() {
    String article = newArticle();
    String path = published(article, inTourism("Not by a stranger's form"));
    TestDesk mia = at(TestPerson.MIA_ROTH);
    TestDesk.Page refused =
        mia.post(
            BASE + "/publications/" + article + "/withdrawal",
            Map.of("reason", "x", "word", "stranger"));
    assertThat(refused.status()).isIn(401, 403);
    assertThat(page(path).status()).isEqualTo(200);
    awaitTold(article, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "publisher, 200, 200, 200",
    "elsewhere, 200, 404, 404",
    "admin,     200, 200, 403",
    "writer,    403, 403, 403",
    "reviewer,  403, 403, 403"
  })
  void eachSeesWhatTheirRolesAndSectionsAllow(String who, int list, int article, int withdrawal) {
    TestPerson person =
        switch (who) {
          case "publisher" -> TestPerson.MIA_ROTH.withSections("tourism");
          case "elsewhere" -> TestPerson.MIA_ROTH.withSections("services");
          case "admin" -> TestPerson.ADAM_FREY;
          case "writer" -> TestPerson.TOM_BAKER;
          default -> TestPerson.WANG_MIN;
        };
    String id = newArticle();
    published(id, inTourism("Rights of " + who));
    TestDesk desk = at(person);
    String page = BASE + "/publications/" + id;
    TestDesk.Page listed = desk.get(BASE + "?q=Rights+of+" + who);
    assertThat(listed.status()).isEqualTo(list);
    TestDesk.Page opened = desk.get(page);
    assertThat(opened.status()).isEqualTo(article);
    assertThat(desk.get(page + "/withdrawal").status()).isEqualTo(withdrawal);
    if (list == 403) {
      assertThat(listed.text("main")).contains("publisher or administrator");
      assertThat(desk.reading("zh").get(BASE).text("main")).contains("发布员", "管理员");
    } else {
      assertThat(articles(desk, "?q=Rights+of+" + who)).hasSize(article == 200 ? 1 : 0);
    }
    if (article == 200) {
      assertThat(opened.html().select("a[href$=/withdrawal]")).hasSize(withdrawal == 200 ? 1 : 0);
    }
  }

  @Test
  void aStrangerIsAskedToSignIn() {
    TestDesk.Page answer = TestDesk.stranger(port).stay(BASE);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).contains("/newsroom/sign-in");
  }

  private TestDesk at(TestPerson person) {
    return TestDesk.of(port, person, BASE);
  }

  private static Text inTourism(String title) {
    return Samples.inSection(Samples.english(title), "tourism");
  }

  private static List<String> articles(TestDesk desk, String query) {
    return desk.get(BASE + query).html().select("tbody a.title").eachAttr("href").stream()
        .map(href -> href.substring(href.lastIndexOf('/') + 1))
        .toList();
  }

  private static String row(Document list, String article) {
    return list.select("tr:has(a.title[href$=" + article + "])").text();
  }
}
