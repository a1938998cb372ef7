package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import io.imprimatur.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;

/** The inbox as reviewers have it. */
class InboxPageTest extends RunningService {

  private static final int ROWS = 25;

  @Autowired private MongoOperations mongo;

  private final String section = newSection();
  private final TestPerson wang = WANG_MIN.withSections(section);

  private String submitted(String title) {
    return submitted(Samples.text(title, section), LIN_YUE);
  }

  private static List<String> titles(Page page) {
    return page.html().select("table.rows a.title").eachText();
  }

  private static Element tab(Page page, String word) {
    return page.html().select("ul.tabs a").stream()
        .filter(a -> a.text().startsWith(word))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachListHoldsItsOwnAndSaysHowMany() {
    submitted("Open");
    String passedOn = submitted("Passed on");
    String rejected = submitted("Rejected");
    approve(WANG_MIN, passedOn);
    decide(WANG_MIN, rejected, digestOf(rejected), "reject", ",\"reason\":\"No.\"");
    TestDesk desk = desk(wang);
    Page mine = desk.get("/review");
    assertThat(mine.status()).isEqualTo(200);
    assertThat(titles(mine)).containsExactly("Open");
    assertThat(mine.text("h1")).isEqualTo("Waiting for your review");
    assertThat(mine.text(".lead")).startsWith("1 text · the oldest waits");
    assertThat(mine.text("ul.tabs a[aria-current=page]")).isEqualTo("Waiting for me 1");
    assertThat(tab(mine, "Waiting for others").text()).endsWith(" 1");
    assertThat(tab(mine, "Decided by me").text()).endsWith(" 2");
    assertThat(tab(mine, "All").text()).endsWith(" 3");

    assertThat(titles(desk.get(tab(mine, "Waiting for others").absUrl("href"))))
        .containsExactly("Passed on");
    Page decided = desk.get(tab(mine, "Decided by me").absUrl("href"));
    assertThat(titles(decided)).containsExactly("Rejected", "Passed on");
    assertThat(decided.text("tr:has(a:contains(Rejected))"))
        .contains("rejected")
        .contains("you rejected it in step 1");
    assertThat(titles(desk.get(tab(mine, "All").absUrl("href"))))
        .containsExactlyInAnyOrder("Open", "Passed on", "Rejected");
  }

  @Test
  void countingEndsWhereNobodyReadsFurther() {
    var review = mongo.findById(submitted("Many"), Document.class, "reviews");
    for (int i = 1; i < 99; i++) {
      mongo.insert(review.append("_id", UUID.randomUUID().toString()), "reviews");
    }
    Page page = desk(wang).get("/review");
    assertThat(page.text("ul.tabs a[aria-current=page]")).isEqualTo("Waiting for me 99");
    assertThat(page.text(".lead")).startsWith("99 texts · ");
    mongo.insert(review.append("_id", UUID.randomUUID().toString()), "reviews");
    page = desk(wang).get("/review");
    assertThat(page.text("ul.tabs a[aria-current=page]")).isEqualTo("Waiting for me 99+");
    assertThat(tab(page, "All").text()).endsWith(" 99+");
    assertThat(tab(page, "Waiting for others").text()).endsWith(" 0");
    assertThat(page.text(".lead")).startsWith("More than 99 texts · ");
  }

  @Test
  void aLineSaysWhereTheTextIsHowLongAndHowMuchItChanges() {
    String article = submitted("Line");
    Page page = desk(wang).get("/review");
    String line = page.text("table.rows tbody tr");
    assertThat(line)
        .contains(section + " · English · revision 1 · by Lin Yue 林悦")
        .contains("Content check, 1 of 2")
        .contains("today")
        .contains("new text");
    assertThat(page.html().select("tbody .dots i")).hasSize(2);
    assertThat(page.html().select("tbody .dots i:first-child").attr("class")).isEqualTo("now");
    assertThat(page.html().select("tbody a.title").attr("href")).isEqualTo("/review/" + article);
    decide(WANG_MIN, article, digestOf(article), "request-changes", ",\"reason\":\"More.\"");
    awaitReview(article, "changes-requested");
    Text next = Samples.of("Line", section, "临河 – the whole text of «Row».");
    drafting.tells(article, Samples.submission(next, 2, 2, LIN_YUE));
    awaitReview(article, "in-review");
    assertThat(desk(wang).get("/review").text("table.rows tbody tr")).contains("1 change");
  }

  @Test
  void aSearchFindsTitlesPeopleAndNumbersInWhateverLettersTheyAreTyped() {
    String dam = submitted("The Dam of 临河");
    String school = submitted(Samples.text("Schools open", section), TOM_BAKER);
    TestDesk desk = desk(wang);
    assertThat(titles(desk.get("/review?q=the+dam"))).containsExactly("The Dam of 临河");
    assertThat(titles(desk.get("/review?q=%E4%B8%B4%E6%B2%B3"))).containsExactly("The Dam of 临河");
    assertThat(titles(desk.get("/review?q=BAKER"))).containsExactly("Schools open");
    assertThat(titles(desk.get("/review?q=" + dam))).containsExactly("The Dam of 临河");
    assertThat(titles(desk.get("/review?q=" + school.substring(0, 13))))
        .containsExactly("Schools open");
    Page none = desk.get("/review?q=.*");
    assertThat(titles(none)).isEmpty();
    assertThat(none.text(".empty")).contains("Nothing found");
    assertThat(none.html().select("#q").val()).isEqualTo(".*");
  }

  @Test
  void filtersStayInTheAddressesOfThePage() {
    submitted("One");
    TestDesk desk = desk(wang);
    Page page = desk.get("/review?language=en&q=one&sort=newest");
    assertThat(titles(page)).containsExactly("One");
    assertThat(tab(page, "All").attr("href"))
        .contains("tab=all")
        .contains("language=en")
        .contains("q=one");
    assertThat(page.html().select("#language option[selected]").val()).isEqualTo("en");
    assertThat(page.html().select("#sort option[selected]").val()).isEqualTo("newest");
    assertThat(titles(desk.get("/review?language=zh"))).isEmpty();
    assertThat(titles(desk.get("/review?section=government"))).isEmpty();
    assertThat(titles(desk.get("/review?section=" + section))).containsExactly("One");
  }

  @Test
  void aLongListComesInPagesInItsOrder() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < ROWS + 2; i++) {
      submitted("Text %02d".formatted(i));
      all.add("Text %02d".formatted(i));
    }
    TestDesk desk = desk(wang);
    Page first = desk.get("/review");
    assertThat(titles(first)).isEqualTo(all.subList(0, ROWS));
    Page second = desk.get(first.html().select("a[rel=next]").first().absUrl("href"));
    assertThat(titles(second)).isEqualTo(all.subList(ROWS, all.size()));
    assertThat(second.html().select("a[rel=next]")).isEmpty();
    Page newest = desk.get("/review?sort=newest");
    assertThat(titles(newest)).isEqualTo(all.reversed().subList(0, ROWS));
    Page rest = desk.get(newest.html().select("a[rel=next]").first().absUrl("href"));
    assertThat(titles(rest)).isEqualTo(all.reversed().subList(ROWS, all.size()));
    assertThat(desk.get("/review?after=nonsense").status()).isEqualTo(400);
  }

  @Test
  void anEmptyListSaysWhatThatMeans() {
    TestDesk desk = desk(wang);
    assertThat(desk.get("/review").text(".empty")).contains("Nothing waits for you");
    assertThat(desk.get("/review?tab=others").text(".empty")).contains("Nothing waits for others");
    assertThat(desk.get("/review?tab=decided").text(".empty")).contains("not decided on a text");
    assertThat(desk.get("/review?tab=all").text(".empty")).contains("No text came to review yet");
    assertThat(desk.reading("zh").get("/review").text(".empty")).contains("暂无待您审核的稿件");
  }

  @Test
  void onlyReviewersHaveAnInboxAndAdministratorsAreLedToTheRoutes() {
    Page refused = desk(TOM_BAKER).get("/review");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("main")).contains("reviewer or chief editor");
    Page routes = desk(ADAM_FREY).get("/review");
    assertThat(routes.uri().getPath()).isEqualTo("/review/routes");
    Page both =
        desk(ADAM_FREY.withRoles("administrator", "reviewer").withSections(section)).get("/review");
    assertThat(both.status()).isEqualTo(200);
    submitted("Not for administrators");
    TestPerson admin = ADAM_FREY.withRoles("administrator", "reviewer").withSections(section);
    assertThat(titles(desk(admin).get("/review"))).isEmpty();
    assertThat(titles(desk(admin).get("/review?tab=others")))
        .containsExactly("Not for administrators");
  }

  @Test
  void whatIsWrittenOrDecidedByOneselfWaitsForOthers() {
    String mine = submitted(Samples.text("Mine", section), SARA_OLSEN);
    TestPerson sara = SARA_OLSEN.withSections(section);
    assertThat(titles(desk(sara).get("/review"))).isEmpty();
    assertThat(titles(desk(sara).get("/review?tab=others"))).containsExactly("Mine");
    assertThat(titles(desk(CHEN_BO.withSections(section)).get("/review"))).containsExactly("Mine");
    assertThat(mine).isNotBlank();
  }
}
