package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.alert.AlertMails;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Confirmation;
import io.imprimatur.notification.subscription.ConfirmationMails;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.ManageMail;
import io.imprimatur.notification.subscription.ManageMails;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.testkit.browser.TestBrowser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What readers get. The texts under {@code mails/} were written by hand; {@code TOKEN} stands there
 * for a link's signature.
 */
class LettersTest extends RunningService {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String ARTICLE = "0192e4a0-7c1e-7d9f-9c90-ab0000000001";
  private static final Interest GOVERNANCE_EN = new Interest("open-governance", "en");
  private static final Headline ENGLISH =
      new Headline(
          3,
          "Provincial flood-control headquarters holds its third meeting of the season",
          "Reservoir levels in the upper basin stand at 84 percent of the limit for the season."
              + " Every county keeps duty officers at their posts around the clock until the"
              + " warning is lifted.");
  private static final Headline CHINESE =
      new Headline(
          3,
          "省防汛抗旱指挥部召开今年第三次会议",
          "会议指出，上游流域水库水位为汛期限制水位的84%。各县须安排人员昼夜值守，直至预警解除；" + "信息由新闻办公室统一发布，每日9时、13时、20时各一次。");

  private final Subscriber ann =
      Subscriber.unknown("s1", Address.of("ann@example.org"))
          .confirm(Set.of(GOVERNANCE_EN, ALL_ZH), NOW.minusSeconds(60));

  @Autowired AlertMails alerts;
  @Autowired ConfirmationMails confirmations;
  @Autowired ManageMails manages;

  private Mail mail(String kind, String language) {
    return switch (kind) {
      case "alert" ->
          alerts.write(
              new Publication(ARTICLE, "open-governance", language, NOW),
              language.equals("zh") ? CHINESE : ENGLISH,
              ann,
              NOW);
      case "confirmation" ->
          confirmations.write(
              Subscriber.unknown("s1", ann.address()),
              new Confirmation.Posting(
                  new Confirmation.Due(
                      new TreeSet<>(Set.of(GOVERNANCE_EN, ALL_ZH)), language, NOW, NOW, 0),
                  NOW,
                  NOW.plusSeconds(60)));
      default ->
          manages.write(
              ann,
              new ManageMail.Posting(
                  new ManageMail.Due(language, NOW, NOW, 0), NOW, NOW.plusSeconds(60)));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "alert, en",
    "alert, zh",
    "confirmation, en",
    "confirmation, zh",
    "manage, en",
    "manage, zh"
  })
  void thePlainTextReadsAsItWasWritten(String kind, String language) throws Exception {
    try (var golden =
        LettersTest.class.getResourceAsStream("/mails/" + kind + "." + language + ".txt")) {
      assertThat(withoutTokens(mail(kind, language).text()))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A letter is written once for all its readers, but for what is theirs alone. */
  @ParameterizedTest
  @CsvSource({"en", "zh"})
  void readersOfOneAlertGetTheirOwnLinksAndNobodyElses(String language) {
    Publication publication = new Publication(ARTICLE, "open-governance", language, NOW);
    Headline headline = new Headline(3, "What s1 and s2 read", "manage- & end- <b>");
    Subscriber ben =
        Subscriber.unknown("s2", Address.of("ben@example.org"))
            .confirm(Set.of(new Interest("open-governance", language)), NOW.minusSeconds(60));

    Mail anns = alerts.write(publication, headline, ann, NOW);
    Mail bens = alerts.write(publication, headline, ben, NOW);

    assertThat(bens.to()).isEqualTo("ben@example.org");
    assertThat(waysOf(anns)).hasSize(2).doesNotContainAnyElementsOf(waysOf(bens));
    assertThat(waysOf(bens)).hasSize(2);
    for (Mail mail : List.of(anns, bens)) {
      assertThat(Jsoup.parse(mail.html()).select("a.way").eachAttr("href"))
          .containsAll(waysOf(mail));
      assertThat(mail.text()).contains("manage- & end- <b>");
      assertThat(mail.list())
          .map(list -> list.unsubscribe().toString())
          .hasValue(waysOf(mail).get(1));
    }
    // Ann reads all sections in Chinese and this one in English; Ben has this one.
    assertThat(anns.text().equals(bens.text())).isFalse();
    assertThat(withoutTokens(anns.text()).equals(withoutTokens(bens.text())))
        .isEqualTo(language.equals("en"));
  }

  /** The links to change and to end subscriptions, in this order. */
  private static List<String> waysOf(Mail mail) {
    return mail.text().lines().filter(line -> line.contains("/subscriptions/")).toList();
  }

  /** Each sentence and link of the plain text stands in the HTML too, in the same order. */
  @ParameterizedTest
  @CsvSource({
    "alert, en",
    "alert, zh",
    "confirmation, en",
    "confirmation, zh",
    "manage, en",
    "manage, zh"
  })
  void theHtmlSaysTheSame(String kind, String language) {
    Mail mail = mail(kind, language);
    Document html = Jsoup.parse(mail.html());

    assertThat(html.title()).isEqualTo(mail.subject());
    assertThat(html.select("h1").text()).isEqualTo(mail.subject());
    List<String> links = html.select("a").eachAttr("href");
    assertThat(links).isNotEmpty();
    mail.text()
        .lines()
        .filter(line -> line.startsWith("http"))
        .forEach(link -> assertThat(links).contains(link));
    String read = squeezed(html.select("div[role=article]").text());
    for (String paragraph : mail.text().split("\n\n")) {
      // The office's name stands in the head of the HTML, and the rest of the foot in its foot.
      String said =
          squeezed(
              paragraph
                  .replaceFirst("(?s)^-- \n[^\n]*\n", "")
                  .replaceAll("(?m)^-+$", "")
                  .replaceAll("https?://\\S+", ""));
      // A line that only leads to its link is a button, or a link by itself.
      if (!paragraph.contains("http") && !said.isEmpty() && !paragraph.contains("  * ")) {
        assertThat(read).contains(said);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alert, en",
    "alert, zh",
    "confirmation, en",
    "confirmation, zh",
    "manage, en",
    "manage, zh"
  })
  void theHtmlIsWellFormedAndNeedsNothingFromElsewhere(String kind, String language) {
    Mail mail = mail(kind, language);
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document html = Jsoup.parse(mail.html(), "", parser);

    assertThat(parser.getErrors()).isEmpty();
    assertThat(html.select("html").attr("lang")).isEqualTo(language);
    assertThat(html.select("div[role=article]").attr("lang")).isEqualTo(language);
    assertThat(html.select("img, link, script, iframe, form, [background], [src]")).isEmpty();
    assertThat(mail.html()).doesNotContain("@import", "url(", "@font-face");
    assertThat(html.select("table")).allMatch(t -> t.attr("role").equals("presentation"));
    assertThat(html.select("table[style*=max-width]"))
        .singleElement()
        .matches(t -> t.attr("style").contains("max-width:600px"));
    assertThat(html.select("[width]").eachAttr("width"))
        .allMatch(w -> w.equals("100%") || Integer.parseInt(w) <= 600);
    assertThat(html.body().child(0).attr("style")).as("preheader").contains("display:none");
    assertThat(html.body().child(0).text()).isNotBlank();
    // Programs that drop the style sheet keep what each part of it says for itself.
    for (Element text : html.select("p, h1, li, span[style], a")) {
      assertThat(text.attr("style")).as(text.outerHtml()).isNotEmpty();
    }
    assertThat(mail.html().getBytes(StandardCharsets.UTF_8).length)
        .as("programs cut longer ones off")
        .isLessThan(100_000);
  }

  @Test
  void whatATitleHoldsIsTextAlone() {
    Mail mail =
        alerts.write(
            new Publication(ARTICLE, "open-governance", "en", NOW),
            new Headline(1, "<b>5 > 3</b> & \"so\" [[${1}]]", ""),
            ann,
            NOW);

    Document html = Jsoup.parse(mail.html());
    assertThat(html.select("h1").text()).isEqualTo("<b>5 > 3</b> & \"so\" [[${1}]]");
    assertThat(html.select("h1 b")).isEmpty();
    assertThat(mail.text()).startsWith("<b>5 > 3</b> & \"so\" [[${1}]]\n\nOpen Governance");
  }

  @Test
  void whoHasSomethingAlreadyCanChangeItFromTheMailThatAsks() {
    Mail mail =
        confirmations.write(
            ann,
            new Confirmation.Posting(
                new Confirmation.Due(new TreeSet<>(Set.of(TOURISM_EN)), "en", NOW, NOW, 0),
                NOW,
                NOW.plusSeconds(60)));

    assertThat(mail.text()).contains("/subscriptions/manage?token=", "/subscriptions/unsubscribe?");
  }

  /** In light and dark, on a screen and on a phone, as a mail program shows them. */
  @Tag("browser")
  @ParameterizedTest
  @CsvSource({"en, 600", "zh, 360"})
  void theHtmlFitsAndCanBeRead(String language, int width) throws IOException {
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      for (String kind : List.of("alert", "confirmation", "manage")) {
        Path file = Path.of("target", "pictures", kind + "." + language + ".html").toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, mail(kind, language).html());
        try (var page = browser.open(file.toUri().toString())) {
          browser.assertFits(page);
          browser.assertAccessible(page);
          browser.picture(page, "mail-" + kind);
          page.emulateMedia(
              new com.microsoft.playwright.Page.EmulateMediaOptions()
                  .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
          browser.assertAccessible(page);
          browser.picture(page, "mail-" + kind + "-dark");
        }
      }
    }
  }

  @Tag("browser")
  @Tag("wide")
  @ParameterizedTest
  @CsvSource({"en, 360", "zh, 600"})
  void theHtmlFitsAtTheOtherWidth(String language, int width) throws IOException {
    theHtmlFitsAndCanBeRead(language, width);
  }

  private static String withoutTokens(String text) {
    return text.replaceAll("token=[\\w.-]+", "token=TOKEN");
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s\\u00a0]+", "");
  }
}
