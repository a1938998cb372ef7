package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestDesk;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

class SubscribingTest extends RunningService {

  private static final String ANN = "ann@example.org";
  private static final Pattern LINK =
      Pattern.compile("http://localhost:8403(/subscriptions/\\w+\\?token=([^&\\s]+)&lang=(\\w+))");

  @Test
  void nothingIsSubscribedBeforeTheButtonIsPressed() throws Exception {
    assertThat(ask(" Ann@Example.org ", "[\"government\"]", "zh").status()).isEqualTo(202);
    Matcher link = link(ANN, 1);

    assertThat(confirmed()).isEmpty();
    Http.Answer page = get(link.group(1), null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("确认订阅").contains("政务");
    assertThat(confirmed()).isEmpty();

    String after = "/subscriptions/confirmed?token=" + link.group(2);
    assertThat(TestDesk.stranger(port).get(after).uri().getPath())
        .as("nothing is said to be confirmed before it is")
        .isEqualTo("/subscriptions/confirm");
    Http.Answer pressed = confirm(link);
    assertThat(pressed.status()).isEqualTo(303);
    assertThat(confirmed()).containsExactly("zh/government");
    Http.Answer shown = http().get(null, pressed.header("location"));
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body()).contains("订阅成功", "政务");
    assertThat(confirm(link).status()).isEqualTo(303);
    assertThat(confirmed()).containsExactly("zh/government");
  }

  @Test
  void theSwitchIsRememberedAndLeadsBackToTheSamePage() throws Exception {
    ask(ANN, "[\"government\"]", "zh");
    Matcher link = link(ANN, 1);
    TestDesk ann = TestDesk.stranger(port).reading("en");

    TestDesk.Page chinese = ann.get(link.group(1));
    assertThat(chinese.text("h1")).isEqualTo("确认订阅");
    assertThat(chinese.html().select("button[form=language-switch]").text()).isEqualTo("English");
    TestDesk.Page english = ann.submit(chinese, "#language-switch", Map.of("language", "en"));

    assertThat(english.text("h1")).isEqualTo("Confirm your subscription");
    assertThat(english.uri().getQuery()).isEqualTo("token=" + link.group(2));
    assertThat(ann.cookie("imprimatur-language")).isEqualTo("en");
    assertThat(ann.reading("zh").get("/subscriptions").html().select("html").attr("lang"))
        .isEqualTo("en");
    assertThat(ann.get("/subscriptions?lang=zh").html().select("html").attr("lang"))
        .as("an address that names a language")
        .isEqualTo("zh");
  }

  @ParameterizedTest
  @CsvSource({
    "https://elsewhere.example/, /subscriptions",
    "//elsewhere.example/, /subscriptions",
    "/subscriptions//elsewhere.example, /subscriptions//elsewhere.example",
    "/subscriptions/../alerts, /subscriptions",
    "/alerts, /subscriptions",
    "/subscriptions/manage?token=a.b, /subscriptions/manage?token=a.b",
  })
  void theSwitchLeadsNowhereElse(String back, String to) {
    TestDesk.Page answer =
        TestDesk.stranger(port)
            .post("/subscriptions/language", Map.of("language", "en", "back", back));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location")).endsWith(to);
    assertThat(answer.header("location")).doesNotStartWith("//");
  }

  @Test
  void theLanguageOfALinkStaysFromPageToPage() throws Exception {
    ask(ANN, "[\"government\"]", "zh");
    TestDesk ann = TestDesk.stranger(port).reading("en");
    TestDesk.Page page = ann.get(link(ANN, 1).group(1));

    TestDesk.Page confirmed = ann.submit(page, "main form", Map.of());
    assertThat(confirmed.text("h1")).contains("订阅成功");
    TestDesk.Page manage = ann.get(confirmed.html().select("main a").first().absUrl("href"));
    assertThat(manage.text("h1")).isEqualTo("我的订阅");
  }

  @Test
  void whatIsConfirmedOrAskedAlreadyMailsNobody() throws Exception {
    Http.Answer first = ask(ANN, "[\"government\"]", "zh");
    Matcher link = link(ANN, 1);
    Http.Answer second = ask(ANN, "[\"government\"]", "zh");
    confirm(link);
    Http.Answer third = ask(ANN, "[\"government\"]", "zh");

    assertThat(List.of(second.body(), third.body())).containsOnly(first.body());
    ask("other@example.org", "[\"*\"]", "en");
    link("other@example.org", 1);
    assertThat(POST.lettersTo(ANN)).hasSize(1);
  }

  @Test
  void moreSectionsWaitForTheHourAndNeedAnotherConfirmation() throws Exception {
    ask(ANN, "[\"government\"]", "zh");
    confirm(link(ANN, 1));
    ask(ANN, "[\"tourism\",\"government\"]", "zh");
    ask("other@example.org", "[\"*\"]", "en");
    link("other@example.org", 1);
    assertThat(POST.lettersTo(ANN)).hasSize(1);

    // The hour passes.
    mongo.updateFirst(
        Query.query(Criteria.where("address").is(ANN)),
        new org.springframework.data.mongodb.core.query.Update()
            .set("due.at", new java.util.Date())
            .set("attention", new java.util.Date()),
        "subscribers");
    Matcher link = link(ANN, 2);
    assertThat(confirmed()).containsExactly("zh/government");
    confirm(link);
    assertThat(confirmed()).containsExactly("zh/government", "zh/tourism");
  }

  @Test
  void oneClickEndsEverythingAndGetDoesNot() throws Exception {
    subscribed(ANN, GOVERNMENT, TOURISM_EN);
    String article = newArticle();
    publishing.published(article, "government", "zh");
    awaitAlert(article, "completed");
    String header = POST.lettersTo(ANN).getFirst().parsed().getHeader("List-Unsubscribe", null);
    String path = header.substring("<http://localhost:8403".length(), header.length() - 1);

    assertThat(get(path, null).body()).contains("全部退订", "旅游");
    assertThat(confirmed()).hasSize(2);
    Http.Answer ended = form(path, "List-Unsubscribe=One-Click");

    assertThat(ended.status()).isEqualTo(200);
    assertThat(confirmed()).isEmpty();
    assertThat(form(path, "List-Unsubscribe=One-Click").status()).isEqualTo(200);
    awaitDrained();
    String next = newArticle();
    publishing.published(next, "government", "zh");
    assertThat(awaitAlert(next, "completed").get("matched").asInt()).isZero();
  }

  @Test
  void someCanEndAlone() throws Exception {
    subscribed(ANN, GOVERNMENT, TOURISM_EN);
    String article = newArticle();
    publishing.published(article, "government", "zh");
    awaitAlert(article, "completed");
    link(ANN, 1);
    String path =
        LINK.matcher(plainText(ANN))
            .results()
            .map(r -> r.group(1))
            .filter(l -> l.contains("unsubscribe"))
            .findFirst()
            .orElseThrow();
    TestDesk ann = TestDesk.stranger(port);
    TestDesk.Page page = ann.get(path);

    TestDesk.Page none = ann.submit(page, "form:has([name=some])", Map.of());
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.text(".error-summary a")).isEqualTo("请选择要退订的项目。");
    assertThat(none.html().title()).startsWith("错误：");
    TestDesk.Page left =
        ann.submit(page, "form:has([name=some])", Map.of("ended", "zh/government"));

    assertThat(left.uri().getPath()).isEqualTo("/subscriptions/unsubscribed");
    assertThat(left.text("h1")).isEqualTo("已退订所选栏目");
    assertThat(left.text(".wishes")).contains("旅游");
    assertThat(confirmed()).containsExactly("en/tourism");
    TestDesk.Page all = ann.submit(ann.get(path), "main form", Map.of());
    assertThat(all.text("h1")).contains("已退订");
    assertThat(confirmed()).isEmpty();
  }

  @Test
  void anOldLinkDoesNotBringBackWhatWasEnded() throws Exception {
    ask(ANN, "[\"government\"]", "en");
    Matcher link = link(ANN, 1);
    confirm(link);
    subscribers.change(id(), s -> java.util.Optional.of(s.leave())).orElseThrow();

    assertThat(confirm(link).status()).isEqualTo(410);
    assertThat(get(link.group(1), null).body()).contains("This link does not work");
    assertThat(confirmed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/subscriptions/confirm", "/subscriptions/unsubscribe"})
  void whatIsNoLinkGetsAPage(String path) {
    for (String token : List.of("", "?token=", "?token=abc.def", "?token=%00")) {
      Http.Answer page = get(path + token, null);
      assertThat(page.status()).isEqualTo(400);
      assertThat(page.header("content-type")).startsWith("text/html");
    }
    assertThat(form(path, "token=x").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'address':'nobody','sections':['*'],'language':'zh'} | address",
        "{'address':'a@example.org\\r\\nBcc: b@example.org','sections':['*'],'language':'zh'} | address",
        "{'sections':['*'],'language':'zh'} | address",
        "{'address':'a@example.org','sections':['sport'],'language':'zh'} | sections[0]",
        "{'address':'a@example.org','sections':[],'language':'zh'} | sections",
        "{'address':'a@example.org','language':'zh'} | sections",
        "{'address':'a@example.org','sections':[null],'language':'zh'} | sections[0]",
        "{'address':'a@example.org','sections':['*'],'language':'fr'} | language",
        "{'address':'a@example.org','sections':['*']} | language",
        "{'address':'a@example.org','sections':'*','language':'zh'} | sections",
        "{'address':'a@example.org' | ''",
        "null | ''",
      })
  void badInputIsNamed(String body, String field) {
    Http.Answer answer = post("/api/subscriptions", null, body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains(field.isEmpty() ? "detail" : "\"field\":\"" + field + "\"");
    assertThat(mongo.findAll(Document.class, "subscribers")).isEmpty();
  }

  @Test
  void tooManySectionsAreRefused() {
    String many = "\"government\",".repeat(100) + "\"government\"";
    assertThat(ask(ANN, "[" + many + "]", "zh").status()).isEqualTo(400);
  }

  @Test
  void theFormShowsWhatIsWrongAndKeepsWhatWasTyped() throws Exception {
    Http.Answer answer =
        form("/subscriptions?lang=en", "address=%3Cb%3Enobody&sections=tourism&language=en");

    assertThat(answer.status()).isEqualTo(400);
    var page = Jsoup.parse(answer.body());
    assertThat(page.select(".error-summary a[href=#address]").text()).contains("@");
    assertThat(page.select("#address").attr("value")).isEqualTo("<b>nobody");
    assertThat(page.select("#section-tourism").hasAttr("checked")).isTrue();
    assertThat(page.title()).startsWith("Error: ");
    assertThat(page.select("#address").attr("aria-describedby")).contains("address-fault");
    assertThat(page.select("[style], style, script")).isEmpty();

    Http.Answer good =
        form("/subscriptions?lang=en", "address=" + ANN + "&sections=tourism&language=en");
    assertThat(good.status()).isEqualTo(303);
    assertThat(good.header("location")).endsWith("/subscriptions/check-mail?lang=en");
    assertThat(link(ANN, 1).group(3)).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource({
    "?lang=zh, en, zh",
    "?lang=en, zh, en",
    "'', en-GB, en",
    "'', 'zh-CN,en;q=0.5', zh",
    "'', fr, en"
  })
  void thePageSpeaksTheReadersLanguage(String query, String accepted, String language) {
    var answer =
        http()
            .send(null, "GET", "/subscriptions" + query, null, Map.of("Accept-Language", accepted));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Jsoup.parse(answer.body()).select("html").attr("lang")).isEqualTo(language);
    assertThat(answer.header("content-security-policy")).startsWith("default-src 'self'");
  }

  @Test
  void aSubscriptionWaitsForTheMailServer() throws Exception {
    POST.treat(ANN, PostOffice.Manner.PUT_OFF);
    ask(ANN, "[\"*\"]", "zh");
    await().atMost(SOON).until(() -> POST.tries() == 1);
    POST.treat(ANN, PostOffice.Manner.GOOD);
    link(ANN, 1);
  }

  private Http.Answer ask(String address, String sections, String language) {
    return post(
        "/api/subscriptions",
        null,
        "{\"address\":\"%s\",\"sections\":%s,\"language\":\"%s\"}"
            .formatted(address, sections, language));
  }

  private Http.Answer confirm(Matcher link) {
    return form(
        "/subscriptions/confirm?lang=" + link.group(3),
        "token=" + URLEncoder.encode(link.group(2), StandardCharsets.UTF_8));
  }

  /** The link in the n-th mail to an address. */
  private static Matcher link(String address, int mails) throws Exception {
    await().atMost(SOON).until(() -> POST.lettersTo(address).size() == mails);
    Matcher link = LINK.matcher(plainText(address));
    assertThat(link.find()).isTrue();
    return link;
  }

  private static String plainText(String address) throws Exception {
    MimeMultipart parts = (MimeMultipart) POST.lettersTo(address).getLast().parsed().getContent();
    return (String) parts.getBodyPart(0).getContent();
  }

  private String id() {
    return mongo
        .findOne(
            Query.query(Criteria.where("address").is(Address.of(ANN).value())),
            Document.class,
            "subscribers")
        .getString("_id");
  }

  private List<String> confirmed() {
    return subscribers.find(id()).orElseThrow().interests().stream().map(Interest::text).toList();
  }
}
