package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody sends another person an address of ours that leads elsewhere, or a session that is known
 * to both.
 */
@ExtendWith(OneStack.class)
@Order(OneStack.LEAVING_TRACES)
class StrangersAddressesTest {

  private static final String EVIL = "evil.example";

  private static Stream<String> evil(String base) {
    return Stream.of(
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            " //evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https://evil.example",
            "http://evil.example:80/",
            "HTTPS://evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "/%2f%2fevil.example",
            "/%5cevil.example",
            "%2f%2fevil.example",
            "@evil.example",
            ".evil.example",
            "evil.example",
            "BASE@evil.example",
            "BASE.evil.example",
            "BASE\\evil.example",
            "BASE/\\evil.example",
            "BASE\r\nLocation: https://evil.example/",
            "BASE/\r\nLocation: https://evil.example/",
            "BASE/\nSet-Cookie: evil=1",
            "BASE/%0d%0aSet-Cookie:%20evil=1",
            "BASE/\u560d\u560aSet-Cookie: evil=1",
            "BASE/\u2028//evil.example",
            "BASE/\u0000//evil.example",
            "BASE/../..//evil.example",
            "BASE/..;//evil.example",
            "BASE//evil.example",
            "BASE?to=//evil.example",
            "BASE/{evil}?{x}=${y}")
        .map(address -> address.replace("BASE", base));
  }

  @ParameterizedTest
  @CsvSource({
    "drafting, /write, to, lang",
    "review, /review, to, lang",
    "publishing, /newsroom, to, lang",
    "notification, /alerts, to, lang",
    "notification, /subscriptions, back, language"
  })
  void theSwitchOfTheLanguageLeadsToPagesOfItsOwnAlone(
      String service, String base, String parameter, String language, Stack stack) {
    evil(base)
        .forEach(
            address -> {
              Page answer =
                  TestDesk.stranger(0)
                      .post(
                          stack.url(service) + base + "/language",
                          Map.of(language, "en", parameter, address));
              assertThat(answer.status()).as(address).isIn(302, 303);
              assertOurs(stack.url(service), base, address, answer);
            });
  }

  /** As a browser reads it: what begins with one slash is on this host. */
  private static void assertOurs(String origin, String base, String asked, Page answer) {
    String location = answer.header("Location");
    assertThat(location).as(asked).isNotNull().doesNotContain("\\", "\r", "\n", "\t");
    String path = location.startsWith(origin) ? location.substring(origin.length()) : location;
    assertThat(path).as(asked).matches("%s([/?;].*)?".formatted(base));
    assertThat(answer.headers().getOrDefault("set-cookie", List.of()).toString())
        .as(asked)
        .doesNotContainIgnoringCase("evil");
  }

  @ParameterizedTest
  @CsvSource({
    "drafting, /write, lin.yue",
    "review, /review, wang.min",
    "publishing, /newsroom, mia.roth",
    "notification, /alerts, mia.roth"
  })
  void signingInLeadsBackToThisDeskOrNowhere(
      String service, String base, String person, Stack stack) {
    for (String below :
        List.of(
            "//evil.example",
            "/..//evil.example",
            "/%2f%2fevil.example",
            "/%5c%5cevil.example",
            "/%0d%0aLocation:%20https://evil.example/",
            "?continue=//evil.example&to=https://evil.example&redirect_uri=https://evil.example",
            "/sign-in/imprimatur?redirect_uri=https://evil.example&continue=//evil.example")) {
      TestDesk desk = TestDesk.stranger(0);
      Page signIn = desk.get(stack.url(service) + base + below);
      if (signIn.status() != 200) {
        assertThat(signIn.status()).as(below).isIn(400, 404);
        assertThat(signIn.uri().getHost()).as(below).isEqualTo("localhost");
        continue;
      }
      Page after =
          desk.submit(
              signIn, "form:has(input[name=username][value='%s'])".formatted(person), Map.of());
      assertThat(URI.create(stack.url(service)).getAuthority())
          .as(below)
          .isEqualTo(after.uri().getAuthority());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "drafting, /write, lin.yue",
    "review, /review, wang.min",
    "publishing, /newsroom, mia.roth",
    "notification, /alerts, mia.roth"
  })
  void signingOutLeadsToOurOwnPageAndASessionIsNobodyElses(
      String service, String base, String person, Stack stack) {
    String url = stack.url(service) + base;
    String cookie = "IMPRIMATUR_" + service.toUpperCase(java.util.Locale.ROOT);

    // A session that somebody else knows is not the one that is signed in.
    TestDesk desk = TestDesk.stranger(0);
    Page planted = desk.stay(url, "Cookie", cookie + "=planted-by-a-stranger");
    assertThat(planted.headers().get("set-cookie").toString())
        .contains(cookie + "=")
        .doesNotContain("planted-by-a-stranger");
    Page signIn = desk.get(url);
    String before = desk.cookie(cookie);
    desk.submit(signIn, "form:has(input[name=username][value='%s'])".formatted(person), Map.of());
    String after = desk.cookie(cookie);
    assertThat(desk.stay(url).status()).isEqualTo(200);
    assertThat(after).isNotEqualTo(before);
    for (String known : List.of(before, "planted-by-a-stranger", "", "../" + after)) {
      assertThat(TestDesk.stranger(0).stay(url, "Cookie", cookie + "=" + known).status())
          .as(known)
          .isEqualTo(302);
    }

    Page page = desk.get(url);
    Page out =
        desk.submit(
            page,
            "form[action$=sign-out]",
            Map.of(
                "post_logout_redirect_uri", "https://evil.example",
                "to", "//evil.example",
                "continue", "//evil.example"));
    assertThat(out.uri().toString()).startsWith(url).doesNotContain(EVIL);
    assertThat(out.text("h1")).isEqualTo("You are signed out");
    assertThat(TestDesk.stranger(0).stay(url, "Cookie", cookie + "=" + after).status())
        .as("the session has ended, whoever has its cookie")
        .isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({"https://evil.example", "//evil.example", "http://localhost:1/", "javascript:x"})
  void theProviderSendsNobodyElsewhere(String address, Stack stack) {
    TestDesk desk = Operations.signIn(stack, "drafting", "/write", Newsroom.WRITER);
    String provider = stack.url("sign-in");
    Page configuration = desk.stay(provider + "/.well-known/openid-configuration");
    String encoded = java.net.URLEncoder.encode(address, java.nio.charset.StandardCharsets.UTF_8);
    for (String endpoint : List.of("end_session_endpoint", "authorization_endpoint")) {
      String at =
          configuration.body().replaceAll("(?s).*\"" + endpoint + "\":\"([^\"]*)\".*", "$1");
      assertThat(at).startsWith(provider);
      Page answer =
          desk.stay(
              at
                  + "?response_type=code&client_id=imprimatur&scope=openid&state=x&redirect_uri="
                  + encoded
                  + "&post_logout_redirect_uri="
                  + encoded);
      String location = answer.header("Location");
      assertThat(location == null ? "" : location)
          .as("%s, %d", at, answer.status())
          .doesNotContain("//evil.example", "localhost:1/", "javascript:");
    }
  }
}
