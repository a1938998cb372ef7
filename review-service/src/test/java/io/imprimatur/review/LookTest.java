package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;

import com.microsoft.playwright.Page;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * Every page in both languages, on a desk's screen and on a phone's, with data, empty and in its
 * error state: nothing that axe or the browser would complain of, and pictures for people to look
 * at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("browser")
class LookTest extends RunningService {

  private static final String SECTION = "investment";

  private final TestPerson wang = WANG_MIN.withSections(SECTION);
  private final TestPerson chen = CHEN_BO.withSections(SECTION);
  private String second;
  private String live;
  private String refused;

  private static Text text(String title, String language, String note, String... blocks) {
    return new Text(
        title,
        language.equals("zh")
            ? "会议研究部署当前防汛抗旱工作，要求各地压实责任。"
            : "The headquarters reviewed the season and set out what the counties do next.",
        String.join("", blocks),
        SECTION,
        language,
        List.of("flood-control", "transport"),
        note,
        List.of());
  }

  private static final Text ENGLISH =
      text(
          "Provincial flood-control headquarters holds its third meeting of the season",
          "en",
          "",
          "<p>The provincial flood-control and drought-relief headquarters held its third meeting"
              + " of the season on 22 November. The Vice Governor chaired the meeting and heard"
              + " reports from the departments of water resources and meteorology.</p>",
          "<h2>Reservoirs</h2>",
          "<p>Reservoir levels in the upper basin stand at 86 percent of the limit for the"
              + " season.</p>",
          "<table><thead><tr><th scope=\"col\">Reservoir</th><th scope=\"col\">Level</th></tr>"
              + "</thead><tbody><tr><td>Qinglong</td><td>86 %</td></tr></tbody></table>",
          "<ul><li>Duty officers stay at their posts.</li><li>Bridges that do not meet the safety"
              + " rules are closed.</li></ul>",
          "<p>The meeting stressed that information for the public is released in a timely"
              + " manner, in plain language, by the office alone.</p>");

  private static final Text ENGLISH_NEXT =
      text(
          "Provincial flood-control headquarters holds its third meeting of this season",
          "en",
          "The date is corrected, and the times of release are named.",
          "<p>The provincial flood-control and drought-relief headquarters held its third meeting"
              + " of the season on 23 November. The Vice Governor chaired the meeting and heard"
              + " reports from the departments of water resources and meteorology.</p>",
          "<p>The meeting stressed that information for the public is released at 9:00, 13:00 and"
              + " 20:00, in plain language, by the office alone.</p>",
          "<h2>Reservoirs</h2>",
          "<p>Reservoir levels in the upper basin stand at 86 percent of the limit for the"
              + " season.</p>",
          "<table><thead><tr><th scope=\"col\">Reservoir</th><th scope=\"col\">Level</th></tr>"
              + "</thead><tbody><tr><td>Qinglong</td><td>84 %</td></tr></tbody></table>",
          "<ul><li>Duty officers stay at their posts.</li><li>Bridges that do not meet the safety"
              + " rules are closed.</li><li>Counties report by 20:00 each day.</li></ul>");

  private static final Text CHINESE =
      text(
          "省防汛抗旱指挥部召开今年第三次会议",
          "zh",
          "",
          "<p>11月22日，省防汛抗旱指挥部召开今年第三次会议，研究部署当前防汛抗旱工作。</p>",
          "<p>会议指出，上游水库水位已达汛限水位的86%，各地要严格落实24小时值班制度。</p>");

  private static final Text CHINESE_NEXT =
      text(
          "省防汛抗旱指挥部召开今年第三次会议",
          "zh",
          "更正会议日期。",
          "<p>11月23日，省防汛抗旱指挥部召开今年第三次会议，研究部署当前防汛抗旱工作。</p>",
          "<p>会议指出，上游水库水位已达汛限水位的84%，各地要严格落实24小时值班制度。</p>",
          "<p>会议强调，要及时向社会发布权威信息。</p>");

  @BeforeAll
  void texts() {
    api();
    submitted(
        text(
            "Notice on the winter opening hours of the service halls",
            "en",
            "",
            "<p>From 1 December the halls open at 8:30.</p>"),
        TOM_BAKER);
    second = round(ENGLISH, ENGLISH_NEXT);
    live = published();
    refused = refusedBySite();
    String passed =
        submitted(text("Investment guide, 2027 edition", "en", "", "<p>Guide.</p>"), TOM_BAKER);
    approve(SARA_OLSEN, passed);
  }

  private String round(Text before, Text after) {
    String article = submitted(before, TOM_BAKER, TOM_BAKER, LIN_YUE);
    decide(
        SARA_OLSEN,
        article,
        digestOf(article),
        "request-changes",
        ",\"reason\":\"The agenda says 23 November. Which date is right?\"");
    awaitReview(article, "changes-requested");
    drafting.tells(article, Samples.submission(after, 2, 2, TOM_BAKER, TOM_BAKER, LIN_YUE));
    awaitReview(article, "in-review");
    return article;
  }

  private ArticleApproved approvedByAll(String article) {
    approve(SARA_OLSEN, article);
    approve(WANG_MIN, article);
    approve(CHEN_BO, article);
    return (ArticleApproved) awaitTold(article, 5).getLast();
  }

  private String published() {
    String article = submitted(CHINESE, TOM_BAKER);
    ArticleApproved approved = approvedByAll(article);
    publishing.tells(
        article,
        new ArticlePublished(1, approved.digest(), approved.seal(), "/p", null, Instant.now()));
    awaitAllHeard();
    drafting.tells(article, Samples.submission(CHINESE_NEXT, 2, 2, TOM_BAKER));
    awaitReview(article, "in-review");
    return article;
  }

  private String refusedBySite() {
    String article =
        submitted(text("Map of the new districts", "en", "", "<p>Map.</p>"), TOM_BAKER);
    ArticleApproved approved = approvedByAll(article);
    publishing.tells(
        article,
        new PublicationRefused(1, 1, approved.digest(), "A link leads nowhere.", Instant.now()));
    awaitReview(article, "publication-refused");
    return article;
  }

  @AfterAll
  void asItWas() {
    api.send(ADAM_FREY, "DELETE", "/api/routes/tourism", null, Map.of());
  }

  @InBothLanguages
  void theInbox(String language, int width) {
    try (InBrowser wangs = InBrowser.of(port, wang, language, width)) {
      wangs.looked("inbox");
      wangs.go("/review?tab=all").looked("inbox-all");
      wangs.go("/review?tab=decided").looked("inbox-decided");
      wangs.go("/review?q=nothing+like+it").looked("inbox-none-found");
    }
    try (InBrowser empty = InBrowser.of(port, WANG_MIN.withSections("nowhere"), language, width)) {
      empty.looked("inbox-empty");
    }
  }

  @AtTheOtherWidth
  void theInboxAtTheOtherWidth(String language, int width) {
    theInbox(language, width);
  }

  @InBothLanguages
  void aText(String language, int width) {
    try (InBrowser wangs = InBrowser.of(port, wang, language, width)) {
      wangs.go("/review/" + second).looked("review");
      wangs.go("/review/" + second + "?view=reader").looked("review-reader");
      wangs.go("/review/" + second + "?view=history").looked("review-history");
      wangs.go("/review/" + second + "?view=reader&round=1").looked("review-past");
      wangs.go("/review/" + live).looked("review-live");
      wangs.go("/review/" + refused).looked("review-refused");
      wangs.go("/review/" + second + "?ask=request-changes");
      wangs.page().click("details[data-ask=request-changes] form button");
      wangs.page().waitForSelector(".error-summary");
      wangs.looked("review-error");
      wangs.go("/review/" + second);
      wangs.page().keyboard().press("?");
      wangs.page().waitForSelector("dialog[open]");
      wangs.looked("review-keys");
      wangs.go("/review/01939c6e-0000-7cc0-8000-000000000000").looked("review-none");
    }
    try (InBrowser chens = InBrowser.of(port, chen.withRoles("chief-editor"), language, width)) {
      chens.go("/review/" + second).looked("review-not-mine");
    }
  }

  @AtTheOtherWidth
  void aTextAtTheOtherWidth(String language, int width) {
    aText(language, width);
  }

  @InBothLanguages
  void aDecision(String language, int width) {
    String title = language.equals("zh") ? "关于调整服务大厅冬季开放时间的通知" : "A notice on hours";
    String article = submitted(text(title, language, "", "<p>8:30.</p>"), TOM_BAKER);
    String gone = submitted(text(title + " 2", language, "", "<p>9:30.</p>"), TOM_BAKER);
    try (InBrowser wangs = InBrowser.of(port, wang, language, width)) {
      Page page = wangs.go("/review/" + article).page();
      page.click("#approve");
      page.waitForSelector("#taken");
      wangs.looked("decided");
      wangs.go("/review/" + gone);
      approve(SARA_OLSEN, gone);
      page.click("details[data-ask=reject] summary");
      page.fill("#reason-reject", "It says 9:30, the hall opens at 8:30.");
      page.click("details[data-ask=reject] form button");
      page.waitForSelector("#kept");
      wangs.looked("not-decided");
    }
  }

  @AtTheOtherWidth
  void aDecisionAtTheOtherWidth(String language, int width) {
    aDecision(language, width);
  }

  @InBothLanguages
  void routes(String language, int width) {
    asItWas();
    try (InBrowser adams = InBrowser.of(port, ADAM_FREY, language, width)) {
      Page page = adams.page();
      adams.looked("routes");
      adams.go("/review/routes/sections/tourism");
      page.check("#use-own");
      page.click("#add");
      page.waitForSelector("#en-2");
      adams.looked("route");
      page.click("#route-form button.btn-main");
      page.waitForSelector(".error-summary");
      adams.looked("route-error");
      String other =
          """
          {"steps":[{"name":{"zh":"审%d","en":"Check %d"},"group":"reviewer"}]}"""
              .formatted(width, width + language.length() + language.charAt(0));
      api.put(ADAM_FREY, "/api/routes/tourism", other);
      page.fill("#zh-2", "总编签发");
      page.fill("#en-2", "Release");
      page.selectOption("#group-2", "chief-editor");
      page.click("#route-form button.btn-main");
      page.waitForSelector(".two");
      adams.looked("route-conflict");
    }
    try (InBrowser wangs = InBrowser.of(port, wang, language, width)) {
      wangs.go("/review/routes/sections/investment").looked("route-reader");
    }
    try (InBrowser toms = InBrowser.of(port, TOM_BAKER, language, width)) {
      toms.looked("no-reviewer");
    }
  }

  @AtTheOtherWidth
  void routesAtTheOtherWidth(String language, int width) {
    routes(language, width);
  }
}
