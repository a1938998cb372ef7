package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.delivery.smtp.PostOffice.Hold;
import io.imprimatur.notification.delivery.smtp.PostOffice.Manner;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestPerson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Query;

/** The desk of alerts, as browsers without scripts have it. */
class AlertPagesTest extends RunningService {

  private static final TestPerson TOURISM_PUBLISHER = TestPerson.MIA_ROTH.withSections("tourism");

  @Test
  void withoutAnAlertTheDeskSaysWhenThereWillBeOne() {
    mongo.remove(new Query(), "alerts");

    TestDesk mia = desk(TestPerson.MIA_ROTH);
    assertThat(mia.reading("en").get("/alerts").text(".empty")).contains("No alerts yet");
    assertThat(mia.reading("zh").get("/alerts").text(".empty")).contains("暂无邮件提醒");
  }

  @ParameterizedTest
  @CsvSource({"en, completed, 1 of 4 sent, Failed, Uncertain", "zh, 已完成, 已发送 1 / 4, 失败, 结果不明"})
  void anAlertStandsInTheListAndOnAPageOfItsOwn(
      String language, String state, String sent, String failed, String uncertain) {
    String article = troubled();
    TestDesk mia = desk(TestPerson.MIA_ROTH).reading(language);

    TestDesk.Page list = mia.get("/alerts?section=tourism&state=completed");
    var row = list.html().select("tr:has(#alert-" + article + ")");
    assertThat(row.text()).contains("News", state, sent);
    assertThat(row.select("[role=progressbar]").attr("aria-valuenow")).isEqualTo("4");
    assertThat(list.html().select("[hx-get]")).as("nothing changes any more").isEmpty();

    TestDesk.Page page = mia.get(row.select("a").attr("href"));
    assertThat(page.text(".figures")).contains(failed, uncertain);
    assertThat(page.text("#troubles tbody th")).isEqualTo("r•••@example.org\nr•••@example.org");
    assertThat(page.text("#troubles .words"))
        .contains("550 5.1.1 no such mailbox: r•••@example.org", "554 5.7.1 not wanted");
    TestDesk.Page doubts = mia.get(page.html().select("#troubles .tabs a").get(1).attr("href"));
    assertThat(doubts.text("#troubles tbody th")).isEqualTo("c•••@example.org");
    assertThat(page.body() + doubts.body()).doesNotContain("refused@", "cut-after-dot@");
    TestDesk.Page ledger = mia.get(page.html().select("#alert-ledger").attr("href"));
    assertThat(ledger.html().select("tbody tr")).hasSize(1);
  }

  @Test
  void filtersStayInTheAddressesOfTheNextPages() {
    String old = null;
    for (int i = 0; i < 26; i++) {
      old = i == 0 ? article("investment", "en") : old;
      if (i > 0) {
        article("investment", "en");
      }
    }
    TestDesk mia = desk(TestPerson.MIA_ROTH);

    TestDesk.Page first = mia.get("/alerts?section=investment&state=completed");
    assertThat(first.html().select("#section option[selected]").val()).isEqualTo("investment");
    assertThat(first.html().select("#state option[selected]").val()).isEqualTo("completed");
    String next = first.html().select("a[rel=next]").attr("href");
    assertThat(next).contains("section=investment", "state=completed", "after=");
    TestDesk.Page second = mia.get(next);
    assertThat(second.html().select("#alert-" + old)).hasSize(1);
    assertThat(mia.get("/alerts?section=investment&state=held").text(".empty"))
        .contains("Nothing matches");
    assertThat(mia.get("/alerts?after=nonsense").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    // page,                  writer, chief, publisher, elsewhere, administrator
    "/alerts,                 403, 403, 200, 200, 200",
    "/alerts/rows,            403, 403, 200, 200, 200",
    "/alerts/ID,              403, 403, 200, 404, 200",
    "/alerts/ID/figures,      403, 403, 200, 404, 200",
    "/alerts/ID/ledger,       403, 403, 200, 404, 200",
    "/alerts/ID/stop,         403, 403, 200, 404, 200",
    "/alerts/ID/release,      403, 403, 403, 404, 200",
    "/alerts/none,            403, 403, 404, 404, 404",
    "/alerts/nothing/at/all,  404, 404, 404, 404, 404",
  })
  void eachPageByEachRole(
      String page, int writer, int chief, int publisher, int elsewhere, int administrator) {
    String path = page.replace("ID", article("government", "zh"));

    assertThat(TestDesk.stranger(port).stay(path).status()).as("nobody").isIn(302, 303);
    assertThat(desk(TestPerson.LIN_YUE).get(path).status()).as("writer").isEqualTo(writer);
    assertThat(desk(TestPerson.CHEN_BO).get(path).status()).as("chief").isEqualTo(chief);
    assertThat(desk(TestPerson.MIA_ROTH).get(path).status()).as("publisher").isEqualTo(publisher);
    assertThat(desk(TOURISM_PUBLISHER).get(path).status()).as("elsewhere").isEqualTo(elsewhere);
    assertThat(desk(TestPerson.ADAM_FREY).get(path).status())
        .as("administrator")
        .isEqualTo(administrator);
  }

  @Test
  void whoLacksTheRoleReadsWhichOneItTakes() {
    TestDesk lin = desk(TestPerson.LIN_YUE);
    assertThat(lin.reading("en").get("/alerts").text("main")).contains("publisher");
    assertThat(lin.reading("zh").get("/alerts").text("main")).contains("发布员", "管理员");
  }

  @Test
  void aPublisherSeesOnlyTheAlertsOfOwnSections() {
    String government = article("government", "zh");
    String tourism = article("tourism", "zh");

    TestDesk.Page list = desk(TOURISM_PUBLISHER).get("/alerts");
    assertThat(list.html().select("#alert-" + tourism)).hasSize(1);
    assertThat(list.html().select("#alert-" + government)).isEmpty();
    assertThat(list.html().select("#section option").eachAttr("value"))
        .containsExactly("", "tourism");
    assertThat(desk(TOURISM_PUBLISHER).get("/alerts?section=government").text(".empty"))
        .isNotBlank();
  }

  @Test
  void aStopTakesAReasonAndTheAlertTellsItAfterwards() {
    String article = waiting();
    TestDesk mia = desk(TestPerson.MIA_ROTH);
    TestDesk.Page page = mia.get("/alerts/" + article);
    TestDesk.Page form = mia.get(page.html().select("#alert-stop").attr("href"));
    assertThat(alert(article).get("state").asString()).isEqualTo("started");

    TestDesk.Page none = mia.submit(form, "main form", Map.of("reason", " "));
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.html().title()).startsWith("Error: ");
    assertThat(none.text(".error-summary a[href=#reason]"))
        .isEqualTo("Say why the alert is stopped.");
    TestDesk.Page stopped =
        mia.submit(form, "main form", Map.of("reason", "Wrong date\nin the summary"));

    assertThat(stopped.uri().getPath()).isEqualTo("/alerts/" + article);
    awaitAlert(article, "stopped");
    TestDesk.Page after = mia.reading("zh").get("/alerts/" + article);
    assertThat(after.text(".notice.stop")).contains("已停止", "Mia Roth", "Wrong date");
    assertThat(after.html().select(".notice time").attr("datetime")).startsWith("20");
    assertThat(after.html().select("#alert-stop")).isEmpty();
    TestDesk.Page again = mia.get("/alerts/" + article + "/stop");
    assertThat(again.html().select("main form")).isEmpty();
  }

  @Test
  void aFormFromElsewhereStopsNothing() {
    String article = waiting();
    TestDesk mia = desk(TestPerson.MIA_ROTH);

    TestDesk.Page forged = mia.post("/alerts/" + article + "/stop", Map.of("reason", "forged"));

    assertThat(forged.status()).isEqualTo(403);
    assertThat(alert(article).get("state").asString()).isEqualTo("started");
  }

  @Test
  void anAdministratorReleasesWhatIsHeld() {
    String article = newArticle();
    publishing.published(article, "government", "zh", "Old", Instant.now().minusSeconds(90_000));
    awaitAlert(article, "held");
    TestDesk.Page seen = desk(TestPerson.MIA_ROTH).get("/alerts/" + article);
    assertThat(seen.text(".notice.due")).contains("24 hours", "administrator");
    assertThat(seen.html().select("#alert-release")).isEmpty();
    TestDesk adam = desk(TestPerson.ADAM_FREY);
    TestDesk.Page page = adam.get("/alerts/" + article);

    adam.submit(adam.get(page.html().select("#alert-release").attr("href")), "main form", Map.of());

    awaitAlert(article, "completed");
    TestDesk.Page form = adam.get("/alerts/" + article + "/release");
    assertThat(form.html().select("main form")).isEmpty();
    assertThat(form.text("main")).contains("This alert is not held.");
  }

  @Test
  void liveFiguresAreSentOnlyWhereTheyChanged() {
    Hold hold = POST.hold();
    subscribed("ann@example.org", GOVERNMENT);
    String article = newArticle();
    publishing.published(article, "government", "zh");
    hold.awaitMail();
    TestDesk mia = desk(TestPerson.MIA_ROTH);
    var live = mia.get("/alerts/" + article).html().select("#alert-live");
    String path = live.attr("hx-get");
    String tag = live.attr("data-tag");

    assertThat(mia.stay(path, "HX-Request", "true", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(mia.reading("zh").get(path, "If-None-Match", tag).status()).isEqualTo(200);
    mia.reading("en");
    var list = mia.get("/alerts?section=government").html().select("#alert-rows");
    assertThat(mia.stay(list.attr("hx-get"), "If-None-Match", list.attr("data-tag")).status())
        .isEqualTo(304);

    hold.release();
    awaitAlert(article, "completed");
    TestDesk.Page changed = mia.get(path, "HX-Request", "true", "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.html().select("#alert-live").hasAttr("hx-get")).as("the end").isFalse();
    assertThat(changed.text("#alert-news")).isEqualTo("The alert is completed.");
    assertThat(changed.header("cache-control")).contains("no-cache");
    assertThat(changed.body()).as("a part only").doesNotContain("<html", "csrf");
  }

  /** A completed alert with one mail sent, two failed and one in doubt. */
  private String troubled() {
    Map.of(
            "good@example.org", Manner.GOOD,
            "refused@example.org", Manner.REFUSED,
            "refused-late@example.org", Manner.REFUSED_AFTER_DOT,
            "cut-after-dot@example.org", Manner.CUT_AFTER_DOT)
        .forEach(
            (address, manner) -> {
              subscribed(address, TOURISM_EN);
              POST.treat(address, manner);
            });
    return article("tourism", "en");
  }

  /** A started alert whose one mail is put off again and again. */
  private String waiting() {
    subscribed("ann@example.org", GOVERNMENT);
    POST.treat("ann@example.org", Manner.PUT_OFF);
    String article = newArticle();
    publishing.published(article, "government", "zh");
    awaitAlert(article, "started");
    await().atMost(SOON).until(() -> POST.tries() > 0);
    return article;
  }

  private String article(String section, String language) {
    String article = newArticle();
    publishing.published(article, section, language);
    awaitAlert(article, "completed");
    return article;
  }

  private TestDesk desk(TestPerson person) {
    return TestDesk.of(port, person, "/alerts").reading("en");
  }
}
