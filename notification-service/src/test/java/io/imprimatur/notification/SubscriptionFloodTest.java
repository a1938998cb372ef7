package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Who names other people's addresses by the thousand floods nobody's mailbox and locks out no one.
 */
class SubscriptionFloodTest extends RunningService {

  private static final int SHARE = 100;
  private static final AtomicInteger NETWORKS = new AtomicInteger();

  @Test
  void tenThousandSubscriptionsOfOneRangeAreAHundredMails() {
    String range = newRange();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    IntStream.range(0, 10_000)
        .parallel()
        .forEach(
            i -> {
              Http.Answer answer = ask("victim-" + i + "@example.org", range + i % 256);
              (answer.status() == 202 ? taken : refused).incrementAndGet();
              if (answer.status() != 202) {
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.header("content-type")).startsWith("application/problem+json");
                assertThat(answer.text("/detail")).startsWith("Your network has asked for");
                assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 36);
              }
            });
    // Some come back while this runs: one in 36 s.
    assertThat(taken.get()).isBetween(SHARE, SHARE + 20);
    assertThat(refused.get()).isEqualTo(10_000 - taken.get());

    String elsewhere = newRange();
    assertThat(ask("reader@example.org", elsewhere + "1").status()).isEqualTo(202);
    await().atMost(SOON).until(() -> POST.lettersTo("reader@example.org").size() == 1);
    await().atMost(SOON).until(() -> POST.letters().size() == taken.get() + 1);
    assertThat(mongo.count(new Query(), Document.class, "subscribers")).isEqualTo(taken.get() + 1L);
    assertThat(figure("imprimatur.subscriptions.refused")).isGreaterThanOrEqualTo(refused.get());
  }

  @ParameterizedTest
  @CsvSource({"en, so many requests have come from your network", "zh, 您所在的网络短时间内提交的请求过多"})
  void thePageSaysSoAndKeepsWhatWasTyped(String language, String sentence) {
    String client = exhausted();
    Http.Answer form =
        form(
            "/subscriptions?lang=" + language,
            "address=late@example.org&sections=tourism&language=en",
            client);
    assertThat(form.status()).isEqualTo(429);
    assertThat(form.header("retry-after")).isNotBlank();
    var page = Jsoup.parse(form.body());
    assertThat(page.select(".error-summary").text()).containsIgnoringCase(sentence);
    assertThat(page.select("#address").val()).isEqualTo("late@example.org");
    assertThat(page.select("#section-tourism").hasAttr("checked")).isTrue();

    Http.Answer link =
        form("/subscriptions/manage/link?lang=" + language, "address=late@example.org", client);
    assertThat(link.status()).isEqualTo(429);
    assertThat(Jsoup.parse(link.body()).select(".error-summary").text())
        .containsIgnoringCase(sentence);
  }

  /** What somebody says about himself counts as little as what he says about others. */
  @Test
  void namingOthersInFrontOfOneselfChangesNothing() {
    String client = exhausted();
    for (String said : List.of("8.8.8.8", "127.0.0.1", "unknown", "a.example", "::1", "")) {
      assertThat(ask(anyone(), said + ", " + client).status()).as(said).isEqualTo(429);
    }
    assertThat(ask(anyone(), client + ", 127.0.0.1").status())
        .as("a trusted proxy behind a trusted proxy")
        .isEqualTo(429);
    assertThat(ask(anyone(), client + ":4711").status()).as("with a port").isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_hidden", "a.example", "999.1.1.1", ""})
  void whoIsNamedInNoNumbersSharesWithAllOthersLikeThat(String named) {
    for (int i = 0; i < SHARE; i++) {
      ask(anyone(), "unknown");
    }
    assertThat(ask(anyone(), named).status()).isEqualTo(429);
  }

  @Test
  void withTheNextSixtyFourBitsSomebodyElseAsks() {
    String house = "2001:db8:%x:1::".formatted(NETWORKS.incrementAndGet());
    for (int i = 0; i < SHARE; i++) {
      assertThat(ask(anyone(), house + Integer.toHexString(i + 1)).status()).isEqualTo(202);
    }
    assertThat(ask(anyone(), "[" + house + "ffff]:4711").status()).isEqualTo(429);
    assertThat(ask(anyone(), house.replace(":1::", ":2::") + "1").status()).isEqualTo(202);
  }

  @Test
  void whatIsWrongCostsNothing() {
    String client = newRange() + "1";
    for (int i = 0; i < SHARE + 10; i++) {
      assertThat(ask("nobody", client).status()).isEqualTo(400);
    }
    assertThat(ask(anyone(), client).status()).isEqualTo(202);
  }

  /** The first three numbers of addresses that no other test uses, with their dot. */
  private static String newRange() {
    return "100.64." + NETWORKS.incrementAndGet() + ".";
  }

  private String exhausted() {
    String client = newRange() + "9";
    for (int i = 0; i < SHARE; i++) {
      assertThat(ask(anyone(), client).status()).isEqualTo(202);
    }
    return client;
  }

  private static String anyone() {
    return UUID.randomUUID() + "@example.org";
  }

  private Http.Answer ask(String address, String client) {
    return http()
        .sendWith(
            null,
            "POST",
            "/api/subscriptions",
            "{\"address\":\"%s\",\"sections\":[\"*\"],\"language\":\"en\"}".formatted(address),
            Map.of("X-Forwarded-For", client));
  }

  private Http.Answer form(String path, String fields, String client) {
    return http()
        .exchange(
            null,
            "POST",
            path,
            BodyPublishers.ofString(fields),
            Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Forwarded-For", client));
  }

  private double figure(String name) {
    return http()
        .get(null, "/actuator/metrics/" + name)
        .json()
        .at("/measurements/0/value")
        .asDouble();
  }
}
