package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import io.imprimatur.testkit.TestPerson;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deciding on a text in its page. */
class DecisionPageTest extends RunningService {

  private static final String APPROVE = "form:has(#approve)";
  private static final String REQUEST = "details[data-ask=request-changes] form";
  private static final String REJECT = "details[data-ask=reject] form";

  private final String section = newSection();
  private final TestPerson wang = WANG_MIN.withSections(section);
  private final TestPerson sara = SARA_OLSEN.withSections(section);

  private String submitted(String title) {
    return submitted(Samples.text(title, section), LIN_YUE, TOM_BAKER);
  }

  private static Page open(TestDesk desk, String article) {
    return desk.get("/review/" + article);
  }

  @Test
  void anApprovalIsConfirmedAndLeadsToTheNextTextThatWaits() {
    String first = submitted("First");
    submitted("Second");
    TestDesk desk = desk(wang);
    Page page = open(desk, first);
    assertThat(page.text("#decide .what"))
        .startsWith("Your decision on step 1 of 2 for the text")
        .endsWith("Any change to it voids the approval.");
    Page after = desk.submit(page, APPROVE, Map.of());
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.uri().getPath()).isEqualTo("/review/" + first);
    assertThat(after.text("#taken"))
        .contains("You approved step 1 of revision 1")
        .contains("Next: Second");
    assertThat(after.html().select(APPROVE)).isEmpty();
    assertThat(after.text("#decide"))
        .contains("Step 2 of 2 is not yours to decide.")
        .contains("You decided step 1 of this round");
    Page second = desk.get(after.html().select("#taken a[data-next]").first().absUrl("href"));
    Page last = desk.submit(second, APPROVE, Map.of());
    assertThat(last.text("#taken")).contains("Nothing else waits for you.");
    assertThat(api.get(WANG_MIN, "/api/reviews/" + first).text("/steps/0/by/id"))
        .isEqualTo("wang.min");
  }

  @Test
  void theLastApprovalSealsTheText() {
    String article = submitted("Sealed");
    TestDesk first = desk(wang);
    first.submit(open(first, article), APPROVE, Map.of());
    TestDesk desk = desk(sara);
    Page after = desk.submit(open(desk, article), APPROVE, Map.of());
    assertThat(after.text(".tags")).contains("approved");
    assertThat(after.text("ol.route")).contains("sealed, on its way to the site");
    assertThat(names(awaitTold(article, 4)).getLast()).isEqualTo("ArticleApproved");
  }

  @Test
  void changesAreRequestedWithAReasonThatTheWriterReads() {
    String article = submitted("Sent back");
    TestDesk desk = desk(wang);
    Page after =
        desk.submit(open(desk, article), REQUEST, Map.of("reason", "Name the source, please."));
    assertThat(after.text("#taken")).contains("You sent revision 1 back to its writer");
    assertThat(after.text("aside")).contains("Name the source, please.");
    assertThat(api.get(WANG_MIN, "/api/reviews/" + article).text("/state"))
        .isEqualTo("changes-requested");
  }

  @Test
  void withoutAReasonThePageComesBackWithWhatIsWrong() {
    String article = submitted("Why");
    TestDesk desk = desk(wang);
    for (String form : new String[] {REQUEST, REJECT}) {
      String id = form.equals(REJECT) ? "reason-reject" : "reason-request-changes";
      Page wrong = desk.submit(open(desk, article), form, Map.of("reason", "  "));
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.html().title()).startsWith("Error: ");
      assertThat(wrong.html().select(".error-summary a").attr("href")).isEqualTo("#" + id);
      assertThat(wrong.html().select("details[open] textarea[aria-invalid=true]").attr("id"))
          .isEqualTo(id);
      assertThat(wrong.html().select("#" + id).attr("aria-describedby")).contains(id + "-error");
    }
    String longest = "y".repeat(4_001);
    Page wrong = desk.submit(open(desk, article), REJECT, Map.of("reason", longest));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.html().select("#reason-reject").text()).isEqualTo(longest);
    assertThat(wrong.text(".error-summary")).contains("at most 4,000 characters");
    assertThat(names(awaitTold(article, 1))).containsExactly("ReviewOpened");
  }

  @Test
  void aDecisionOnATextThatChangedMeanwhileIsNotTaken() {
    String article = submitted("Stale");
    TestDesk desk = desk(wang);
    Page page = open(desk, article);
    drafting.tells(article, Samples.takeBack(1, 1, LIN_YUE));
    awaitReview(article, "closed");
    Page over = desk.submit(page, REQUEST, Map.of("reason", "I wrote this long."));
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.text("main"))
        .contains("Your decision was not taken")
        .contains("Round 1 is over")
        .contains("I wrote this long.");
    drafting.tells(
        article,
        Samples.submission(Samples.text("Stale, changed", section), 2, 2, LIN_YUE, TOM_BAKER));
    awaitReview(article, "in-review");
    Page stale = desk.submit(page, APPROVE, Map.of());
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.text("main")).contains("Round 2 runs now, not round 1");
    assertThat(stale.html().select("main a.btn").attr("href")).isEqualTo("/review/" + article);
    Page other =
        desk.submit(open(desk, article), APPROVE, Map.of("digest", "sha256:" + "0".repeat(64)));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("main")).contains("not the one under review");
    assertThat(api.get(CHEN_BO, "/api/reviews/" + article).text("/steps/0/state"))
        .isEqualTo("open");
  }

  @Test
  void aStepThatSomebodyElseDecidedMeanwhileIsNotDecidedAgain() {
    String article = submitted("Race");
    TestDesk desk = desk(sara);
    Page page = open(desk, article);
    approve(WANG_MIN, article);
    Page refused = desk.submit(page, APPROVE, Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("main")).contains("Step 2 is open now, not step 1");
  }

  @Test
  void whoeverMayNotDecideReadsWhyAndFindsNoButton() {
    String article = submitted("Whose");
    may(article, wang);
    mayNot(article, TOM_BAKER.withRoles("writer", "reviewer"), "You wrote, edited or submitted");
    mayNot(
        article,
        ADAM_FREY.withRoles("administrator", "reviewer"),
        "Administrators never decide on texts.");
    approve(WANG_MIN, article);
    mayNot(article, wang, "You decided step 1 of this round");
    approve(SARA_OLSEN, article);
    mayNot(article, CHEN_BO, "Round 1 is over: approved.");

    String investment = submitted(Samples.text("Money", "investment"), LIN_YUE);
    mayNot(investment, CHEN_BO.withRoles("chief-editor"), "Step 1 takes the role reviewer");
    approve(WANG_MIN, investment);
    approve(SARA_OLSEN, investment);
    mayNot(investment, WANG_MIN.withRoles("reviewer"), "Step 3 takes the role chief editor");
  }

  private void may(String article, TestPerson who) {
    assertThat(open(desk(who), article).html().select(APPROVE)).hasSize(1);
  }

  private void mayNot(String article, TestPerson who, String why) {
    TestPerson there = who.withSections("*");
    Page page = open(desk(there), article);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("#decide form")).isEmpty();
    assertThat(page.text("#why")).contains(why);
  }

  @Test
  void aDecisionByHandIsRefusedWithItsReasonAndWithoutATokenAltogether() {
    String article = submitted("By hand");
    String digest = digestOf(article);
    Map<String, String> fields =
        Map.of("round", "1", "step", "1", "digest", digest, "verdict", "approve");
    TestDesk desk = desk(wang);
    Page page = open(desk, article);
    assertThat(desk.post("/review/" + article + "/decisions", fields).status()).isEqualTo(403);
    TestDesk tom = desk(TOM_BAKER.withRoles("writer", "reviewer").withSections("*"));
    String token = page.html().select("#decide input[name=_csrf]").first().attr("value");
    assertThat(token).isNotBlank();
    String toms = tom.get("/review").html().select("form input[name=_csrf]").first().attr("value");
    Map<String, String> signed = new java.util.HashMap<>(fields);
    signed.put("_csrf", toms);
    Page own = tom.post("/review/" + article + "/decisions", signed);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.text("main")).contains("You wrote, edited or submitted");
    assertThat(api.get(WANG_MIN, "/api/reviews/" + article).text("/steps/0/state"))
        .isEqualTo("open");
  }

  @Test
  void theSameDecisionSentTwiceIsOne() {
    String article = submitted("Twice");
    TestDesk desk = desk(wang);
    Page page = open(desk, article);
    desk.submit(page, APPROVE, Map.of());
    Page again = desk.submit(page, APPROVE, Map.of());
    assertThat(again.text("#taken")).contains("You approved step 1");
    assertThat(names(awaitTold(article, 2))).containsExactly("ReviewOpened", "StepApproved");
  }
}
