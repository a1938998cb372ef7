package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestPerson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An alert of which nobody knows who was mailed: on its pages mailing nobody is what is near at
 * hand, and mailing people twice takes more than a press.
 */
class HeldAfterRestorePagesTest extends RunningService {

  private static final Instant LONG_AGO = Instant.now().minusSeconds(200_000);

  private String article;

  @BeforeEach
  void held() {
    subscribed("section@example.org", LONG_AGO, GOVERNMENT);
    subscribed("all@example.org", LONG_AGO, ALL_ZH);
    subscribed("both@example.org", LONG_AGO, GOVERNMENT, ALL_ZH);
    subscribed("late@example.org", Instant.now(), GOVERNMENT);
    subscribed("other-language@example.org", LONG_AGO, TOURISM_EN);
    article = heldAfterRestore("government", "zh", "News");
  }

  @ParameterizedTest
  @CsvSource({
    "en, End it without mail, Send it all the same…, gets it a second time, nobody is mailed",
    "zh, 不再发送并结束, 仍然发送……, 再次收到同一封邮件, 不会发送任何邮件"
  })
  void theStrongButtonMailsNobodyAndTheRedOneSaysWhatMayHappen(
      String language, String end, String send, String risk, String waiting) {
    TestDesk.Page page = desk(TestPerson.ADAM_FREY).reading(language).get("/alerts/" + article);

    assertThat(page.text(".btn-main")).isEqualTo(end);
    assertThat(page.html().select(".actions a").eachAttr("id"))
        .containsExactly("alert-stop", "alert-release");
    assertThat(page.text("#alert-release.btn-stop")).isEqualTo(send);
    assertThat(page.text(".notice.due")).contains(risk, waiting);
  }

  @Test
  void aPublisherMayEndItAndReadsWhoMaySendIt() {
    TestDesk mia = desk(TestPerson.MIA_ROTH);
    TestDesk.Page page = mia.get("/alerts/" + article);
    assertThat(page.html().select("#alert-release")).isEmpty();
    assertThat(page.text(".notice.due")).contains("administrator");

    TestDesk.Page form = mia.get(page.html().select("#alert-stop.btn-main").attr("href"));
    assertThat(form.text("main"))
        .contains("Mails that went out before the database was put back stay sent")
        .doesNotContain("no mail has been sent");
    mia.submit(form, "main form", Map.of("reason", "Most have it."));

    awaitAlert(article, "stopped");
    awaitDrained();
    assertThat(POST.letters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Leave it held, 3 people at the most, 3 at the most, Tick the box",
    "zh, 继续暂缓, 最多向 3 人, 最多可能有 3 人, 请勾选"
  })
  void toSendItTakesATickBesideTheNumberOfPeople(
      String language, String leave, String most, String ticked, String missing) {
    TestDesk adam = desk(TestPerson.ADAM_FREY).reading(language);
    TestDesk.Page form = adam.get("/alerts/" + article + "/release");
    assertThat(form.text(".btn-main")).isEqualTo(leave);
    assertThat(form.html().select(".btn-main").attr("href")).isEqualTo("/alerts/" + article);
    assertThat(form.html().select("form .btn-stop")).hasSize(1);
    assertThat(form.text(".notice.stop")).contains(most);
    assertThat(form.text("label[for=twice]")).contains(ticked);

    TestDesk.Page unticked = adam.submit(form, "main form", Map.of());
    assertThat(unticked.status()).isEqualTo(400);
    assertThat(unticked.text(".error-summary a[href=#twice]")).contains(missing);
    assertThat(unticked.html().select("#twice[aria-invalid=true]")).hasSize(1);
    assertThat(alert(article).get("state").asString()).isEqualTo("held");

    TestDesk.Page sent = adam.submit(unticked, "main form", Map.of("twice", "true"));
    assertThat(sent.uri().getPath()).isEqualTo("/alerts/" + article);
    awaitAlert(article, "completed");
    assertThat(recipients())
        .containsExactly("all@example.org", "both@example.org", "section@example.org");
  }

  @Test
  void theListDoesNotSayThatNobodyWasCountedYet() {
    TestDesk adam = desk(TestPerson.ADAM_FREY);
    assertThat(adam.get("/alerts").text("tr:has(#alert-" + article + ") .nothing"))
        .isEqualTo("not known");
    assertThat(adam.get("/alerts/" + article).text("#alert-live .panel"))
        .contains("How many were mailed is not known.");
  }

  private TestDesk desk(TestPerson person) {
    return TestDesk.of(port, person, "/alerts").reading("en");
  }
}
