package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import io.imprimatur.testkit.TestPerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes in their pages. All of it happens in one section, whose route follows the default. */
class RoutePagesTest extends RunningService {

  private static final String PAGE = "/review/routes/sections/tourism";
  private static final String FORM = "#route-form";
  private static final TestPerson EVE =
      new TestPerson("eve.hall", "Eve Hall", List.of("administrator"), List.of("*"), "en");

  @BeforeEach
  @AfterEach
  void tourismFollowsTheDefault() {
    api.send(ADAM_FREY, "DELETE", "/api/routes/tourism", null, Map.of());
  }

  private static List<String> values(Page page, String name) {
    return page.html().select("#route-form [name=" + name + "]").eachAttr("value");
  }

  private static Page press(TestDesk desk, Page page, String button) {
    return submit(desk, page, Map.of("do", button));
  }

  /** Sends the form with all its steps; a form's fields of one name are several. */
  private static Page submit(TestDesk desk, Page page, Map<String, String> fields) {
    return desk.submit(page, FORM, fields);
  }

  private Page withOwnSteps(TestDesk desk) {
    Page page = desk.get(PAGE);
    Page more = press(desk, page, "add");
    assertThat(more.status()).isEqualTo(200);
    return more;
  }

  @Test
  void everySectionStandsWithItsStepsAndReviewersOnlyRead() {
    Page page = desk(WANG_MIN).get("/review/routes");
    assertThat(page.text("tbody tr:contains(Investment)"))
        .contains("Chief editor's release chief editor");
    assertThat(page.text("tbody tr:contains(Tourism)")).contains("follows the default route");
    assertThat(page.html().select("a.btn:contains(Change)")).isEmpty();
    Page one = desk(WANG_MIN).get(PAGE);
    assertThat(one.html().select(FORM)).isEmpty();
    assertThat(one.text("main")).contains("Only administrators change routes.");
    assertThat(desk(TOM_BAKER).get("/review/routes").status()).isEqualTo(403);
    assertThat(desk(WANG_MIN).get("/review/routes/sections/sports").status()).isEqualTo(404);
  }

  @Test
  void stepsAreAddedMovedAndRemovedBeforeAnythingIsSaved() {
    TestDesk desk = desk(ADAM_FREY);
    Page page = withOwnSteps(desk);
    assertThat(values(page, "en")).containsExactly("Content check", "Second reading", "");
    Page moved = press(desk, page, "up-1");
    assertThat(values(moved, "en")).containsExactly("Second reading", "Content check", "");
    Page back = press(desk, moved, "down-0");
    assertThat(values(back, "en")).containsExactly("Content check", "Second reading", "");
    Page less = press(desk, back, "remove-2");
    assertThat(values(less, "en")).containsExactly("Content check", "Second reading");
    assertThat(api.get(ADAM_FREY, "/api/routes/tourism").json().at("/ownSteps").asBoolean())
        .as("nothing is saved yet")
        .isFalse();
  }

  @Test
  void aRouteIsSavedForRoundsToComeAndTheChangeIsListed() {
    String running = submitted(Samples.text("Running", "tourism"), TOM_BAKER);
    TestDesk desk = desk(ADAM_FREY);
    Page page = press(desk, desk.get(PAGE), "remove-1");
    Page saved = submit(desk, page, Map.of("do", "save", "use", "own", "en", "Only reading"));
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.uri().getPath()).isEqualTo(PAGE);
    assertThat(saved.text("main .notice")).contains("The route is saved: Tourism");
    assertThat(saved.text(".timeline li:first-child"))
        .contains("Adam Frey")
        .contains("follows the default route")
        .contains("Only reading (reviewer)");
    assertThat(desk(WANG_MIN).get("/review/routes").text("section:contains(Latest changes)"))
        .contains("Adam Frey")
        .contains("Only reading (reviewer)");
    assertThat(api.get(WANG_MIN, "/api/reviews/" + running).json().at("/steps").size())
        .as("a running round keeps its route")
        .isEqualTo(2);
    String next = submitted(Samples.text("Next", "tourism"), TOM_BAKER);
    assertThat(api.get(WANG_MIN, "/api/reviews/" + next).json().at("/steps").size()).isEqualTo(1);
    Page same = submit(desk, desk.get(PAGE), Map.of("do", "save"));
    assertThat(same.text("main .notice")).contains("Nothing was changed");
    Page followed = submit(desk, desk.get(PAGE), Map.of("do", "save", "use", "default"));
    assertThat(followed.text(".timeline li:first-child"))
        .contains("Before Only reading (reviewer) After follows the default route");
  }

  @Test
  void aNameThatChangedInTheOtherLanguageAloneIsListedInBoth() {
    TestDesk desk = desk(ADAM_FREY);
    Page page = press(desk, desk.get(PAGE), "remove-1");
    submit(desk, page, Map.of("do", "save", "use", "own", "en", "Reading", "zh", "初读"));
    Page saved = submit(desk, desk.get(PAGE), Map.of("do", "save", "zh", "通读"));
    assertThat(saved.text(".timeline li:first-child"))
        .contains("Before 初读 / Reading (reviewer) After 通读 / Reading (reviewer)");
  }

  @Test
  void aRouteThatIsNoneComesBackWithWhatIsWrong() {
    TestDesk desk = desk(ADAM_FREY);
    Page wrong = submit(desk, withOwnSteps(desk), Map.of("do", "save", "use", "own"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.html().title()).startsWith("Error: ");
    assertThat(wrong.html().select(".error-summary a").eachAttr("href"))
        .containsExactly("#zh-2", "#en-2");
    assertThat(wrong.html().select("#zh-2").attr("aria-describedby")).isEqualTo("zh-2-error");
    assertThat(wrong.text(".error-summary")).contains("Step 3: give its name in Chinese");
    assertThat(values(wrong, "en")).containsExactly("Content check", "Second reading", "");
  }

  @Test
  void whoeverSavesAnOldFormSeesBothRoutes() {
    TestDesk adam = desk(ADAM_FREY);
    TestDesk eve = desk(EVE);
    Page old = press(eve, eve.get(PAGE), "remove-1");
    Page page = press(adam, adam.get(PAGE), "remove-1");
    submit(adam, page, Map.of("do", "save", "use", "own", "en", "Reading of Adam"));
    Page conflict = submit(eve, old, Map.of("do", "save", "use", "own", "en", "Reading of Eve"));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.text("main"))
        .contains("Adam Frey saved this route while you edited it")
        .contains("Reading of Adam")
        .contains("Reading of Eve");
    assertThat(api.get(ADAM_FREY, "/api/routes/tourism").text("/steps/0/name/en"))
        .isEqualTo("Reading of Adam");
    Page saved = eve.submit(conflict, "main form", Map.of("do", "save"));
    assertThat(saved.text(".timeline li:first-child"))
        .contains("Eve Hall")
        .contains("Before Reading of Adam (reviewer)");
    assertThat(api.get(ADAM_FREY, "/api/routes/tourism").text("/steps/0/name/en"))
        .isEqualTo("Reading of Eve");
  }

  @Test
  void onlyAdministratorsWithATokenOfThePageChangeIt() {
    TestDesk wang = desk(WANG_MIN);
    Map<String, String> fields = new HashMap<>();
    fields.put("zh", "审");
    fields.put("en", "Check");
    fields.put("group", "reviewer");
    fields.put("use", "own");
    fields.put("version", "1");
    assertThat(desk(ADAM_FREY).post(PAGE, fields).status()).isEqualTo(403);
    fields.put(
        "_csrf", wang.get("/review").html().select("input[name=_csrf]").first().attr("value"));
    Page refused = wang.post(PAGE, fields);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("main")).contains("administrator");
  }

  @Test
  void theDefaultRouteHasAPageOfItsOwn() {
    TestDesk desk = desk(ADAM_FREY);
    Page page = desk.get("/review/routes/default");
    assertThat(page.text("h1")).isEqualTo("Default route");
    assertThat(page.html().select("[name=use]")).isEmpty();
    Page wrong = submit(desk, press(desk, page, "add"), Map.of("do", "save"));
    assertThat(wrong.status()).isEqualTo(400);
  }

  @Test
  void writersReadTheRouteThatTheirTextsTake() {
    assertThat(api.get(TOM_BAKER, "/api/routes/investment").json().at("/steps").size())
        .isEqualTo(3);
    assertThat(api.get(TOM_BAKER, "/api/routes/tourism").text("/steps/1/name/zh")).isEqualTo("复审");
    assertThat(api.get(TOM_BAKER, "/api/routes/services").status()).isEqualTo(404);
    assertThat(api.get(LIN_YUE, "/api/routes/services").status()).isEqualTo(200);
    assertThat(api.get(LIN_YUE, "/api/routes/nonsense").status()).isEqualTo(404);
  }
}
