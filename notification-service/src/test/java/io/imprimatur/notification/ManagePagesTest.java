package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.testkit.TestDesk;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

@ExtendWith(OutputCaptureExtension.class)
class ManagePagesTest extends RunningService {

  private static final String ANN = "ann.secret@example.org";
  private static final Pattern MANAGE =
      Pattern.compile("http://localhost:8403(/subscriptions/manage\\?token=[^&\\s]+&lang=\\w+)");

  private final List<String> interests = List.of("zh/government", "en/tourism");

  @Test
  void aLinkComesByMailAndChangesWhatOneHas(CapturedOutput log) throws Exception {
    subscribed(ANN, GOVERNMENT, TOURISM_EN);
    TestDesk ann = TestDesk.stranger(port).reading("en");

    TestDesk.Page asked =
        ann.submit(ann.get("/subscriptions/manage"), "main form", Map.of("address", " " + ANN));
    assertThat(asked.uri().getPath()).isEqualTo("/subscriptions/manage/link-sent");
    String link = link(1);
    TestDesk.Page page = ann.get(link);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text("main")).contains("a•••@example.org").doesNotContain(ANN);
    assertThat(page.html().select("[name=interests][checked]").eachAttr("value"))
        .containsExactlyInAnyOrderElementsOf(interests);
    assertThat(confirmed()).containsExactlyInAnyOrderElementsOf(interests);

    TestDesk.Page saved =
        ann.submit(ticked(page, "zh/government", "zh/services"), "main form", Map.of());
    assertThat(saved.text("[role=status]")).contains("Your changes are saved.");
    assertThat(confirmed()).containsExactlyInAnyOrder("zh/government", "zh/services");
    assertThat(saved.html().select("[name=interests][checked]").eachAttr("value"))
        .containsExactlyInAnyOrder("zh/government", "zh/services");
    assertThat(log).contains("\"message\":\"changed\"").doesNotContain("ann.secret");
  }

  @Test
  void whoEndsEverythingThereHasNoWayBackByTheSameLink() throws Exception {
    subscribed(ANN, GOVERNMENT);
    askForLink(ANN);
    TestDesk ann = TestDesk.stranger(port).reading("en");
    String link = link(1);

    TestDesk.Page ended =
        ann.submit(ann.get(link), "form[action^=/subscriptions/manage/end]", Map.of());

    assertThat(ended.text("h1")).contains("Your subscriptions have ended");
    assertThat(confirmed()).isEmpty();
    assertThat(ann.get(link).status()).isEqualTo(410);
    String token = link.replaceAll(".*token=([^&]+).*", "$1");
    assertThat(
            ann.post("/subscriptions/manage", Map.of("token", token, "interests", "zh/government"))
                .status())
        .isEqualTo(410);
    assertThat(confirmed()).isEmpty();
  }

  @Test
  void nobodyLearnsWhetherAnAddressIsSubscribed() {
    subscribed(ANN, GOVERNMENT);

    TestDesk.Page known = askForLink(ANN);
    TestDesk.Page unknown = askForLink("nobody@example.org");

    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(303);
    assertThat(unknown.header("location").replaceAll(":\\d+", ""))
        .isEqualTo(known.header("location").replaceAll(":\\d+", ""));
    await().atMost(SOON).until(() -> POST.lettersTo(ANN).size() == 1);
    assertThat(POST.lettersTo("nobody@example.org")).isEmpty();
    assertThat(mongo.findAll(Document.class, "subscribers"))
        .as("the address of somebody unknown is kept nowhere")
        .hasSize(1);
  }

  @Test
  void theLinkIsSentOnceAnHour() throws Exception {
    subscribed(ANN, GOVERNMENT);
    askForLink(ANN);
    link(1);

    askForLink(ANN);
    subscribed("other@example.org", GOVERNMENT);
    askForLink("other@example.org");

    await().atMost(SOON).until(() -> POST.lettersTo("other@example.org").size() == 1);
    assertThat(POST.lettersTo(ANN)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"en, Error: , Choose at least one section", "zh, 错误：, 请至少选择一个栏目"})
  void choosingNothingIsAsked(String language, String title, String words) throws Exception {
    subscribed(ANN, GOVERNMENT);
    askForLink(ANN);
    TestDesk ann = TestDesk.stranger(port);
    TestDesk.Page page = ann.get(link(1).replaceAll("lang=\\w+", "lang=" + language));

    TestDesk.Page answer = ann.submit(ticked(page), "main form", Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.html().title()).startsWith(title);
    assertThat(answer.text(".error-summary")).contains(words);
    String target = answer.html().select(".error-summary a").attr("href");
    assertThat(answer.html().select(target)).hasSize(1);
    assertThat(confirmed()).containsExactly("zh/government");
  }

  @Test
  void onlyWhatIsOfferedOrHadCanBeChosen() throws Exception {
    subscribed(ANN, new Interest("closed-section", "zh"));
    askForLink(ANN);
    TestDesk ann = TestDesk.stranger(port).reading("en");
    TestDesk.Page page = ann.get(link(1));
    assertThat(page.html().select("[name=interests][checked]").eachAttr("value"))
        .containsExactly("zh/closed-section");

    for (String nonsense : List.of("zh/sport", "fr/government", "zh", "")) {
      assertThat(ann.submit(page, "main form", Map.of("interests", nonsense)).status())
          .isEqualTo(400);
    }
    ann.submit(ticked(page, "zh/closed-section", "en/*"), "main form", Map.of());
    assertThat(confirmed()).containsExactlyInAnyOrder("zh/closed-section", "en/*");
  }

  @Test
  void aWrongAddressIsNamedAndStays() {
    TestDesk ann = TestDesk.stranger(port).reading("en");

    TestDesk.Page answer =
        ann.submit(ann.get("/subscriptions/manage"), "main form", Map.of("address", "ann"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text(".error-summary a[href=#address]")).contains("@");
    assertThat(answer.html().select("#address").attr("value")).isEqualTo("ann");
  }

  /** The page with exactly these boxes ticked. */
  private static TestDesk.Page ticked(TestDesk.Page page, String... values) {
    var html = page.html();
    html.select("[name=interests]").removeAttr("checked");
    for (String value : values) {
      assertThat(html.select("[value='" + value + "']").attr("checked", "")).hasSize(1);
    }
    return new TestDesk.Page(page.status(), page.uri(), page.headers(), html.outerHtml());
  }

  private TestDesk.Page askForLink(String address) {
    return TestDesk.stranger(port)
        .reading("en")
        .post("/subscriptions/manage/link", Map.of("address", address));
  }

  private static String link(int mails) throws Exception {
    await().atMost(SOON).until(() -> POST.lettersTo(ANN).size() == mails);
    MimeMultipart parts = (MimeMultipart) POST.lettersTo(ANN).getLast().parsed().getContent();
    Matcher link = MANAGE.matcher((String) parts.getBodyPart(0).getContent());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private List<String> confirmed() {
    return subscribers
        .find(
            mongo
                .findOne(
                    Query.query(Criteria.where("address").is(ANN)), Document.class, "subscribers")
                .getString("_id"))
        .orElseThrow()
        .interests()
        .stream()
        .map(Interest::text)
        .toList();
  }
}
