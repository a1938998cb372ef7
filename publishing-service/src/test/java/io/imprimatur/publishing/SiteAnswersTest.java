package io.imprimatur.publishing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.web.ReadyPages;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * How the site answers: its headers, what a reader has already, and addresses that there are not.
 */
class SiteAnswersTest extends RunningSite {

  @Autowired Site site;

  @Test
  void aReaderWhoHasThePageGets304UntilItChanges() {
    String article = newArticle();
    String path = published(article, Samples.english("Kept by readers"));
    for (String address :
        List.of(
            path,
            path + "/proof",
            path + "/proof/text.json",
            "/en/",
            "/en/archive",
            "/en/feed.atom",
            "/en/government/feed.atom",
            "/sitemap.xml")) {
      Http.Answer whole = page(address);
      String tag = whole.header("etag");
      assertThat(tag).as(address).matches("\"[\\w-]+\"");
      assertThat(whole.header("cache-control")).as(address).isEqualTo("no-cache");
      for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
        Http.Answer same = get(address, "If-None-Match", known);
        assertThat(same.status()).as("%s %s", address, known).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("etag")).isEqualTo(tag);
        assertThat(same.header("cache-control")).isEqualTo("no-cache");
        assertThat(same.header("vary")).isEqualTo(whole.header("vary"));
      }
      assertThat(get(address, "If-None-Match", "\"other\"").status()).isEqualTo(200);
      assertThat(get(address, "If-Modified-Since", whole.header("last-modified")).status())
          .as(address)
          .isEqualTo(304);
      assertThat(get(address, "If-Modified-Since", "Mon, 01 Jan 2024 00:00:00 GMT").status())
          .isEqualTo(200);
      assertThat(get(address, "If-Modified-Since", "yesterday").status()).isEqualTo(200);
    }
    String old = page(path).header("etag");
    assertThat(withdraw(article).status()).isEqualTo(200);
    assertThat(get(path, "If-None-Match", old).status()).isEqualTo(410);
    assertThat(get(path, "If-None-Match", "*").status()).isEqualTo(410);
  }

  @Test
  void whoTakesGzipGetsTheSamePageInIt() throws Exception {
    String path = published(newArticle(), Samples.english("Zipped"));
    Http.Answer plain = page(path);
    assertThat(plain.header("vary")).isEqualTo("Accept-Encoding");
    assertThat(plain.header("content-encoding")).isNull();
    var zipped =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Accept-Encoding", "br, gzip;q=0.8")
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
    String tag = zipped.headers().firstValue("etag").orElseThrow();
    assertThat(tag).isNotEqualTo(plain.header("etag"));
    byte[] body = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertThat(new String(body, UTF_8)).isEqualTo(plain.body());
    assertThat(get(path, "Accept-Encoding", "gzip;q=0").header("content-encoding")).isNull();
    assertThat(
            http.send(
                    null,
                    "GET",
                    path,
                    null,
                    Map.of("If-None-Match", tag, "Accept-Encoding", "gzip"))
                .status())
        .isEqualTo(304);
  }

  @Test
  void headSaysWhatGetWouldWithoutTheBody() {
    String article = newArticle();
    String path = published(article, Samples.english("Only its head"));
    for (String address :
        List.of(path, path + "/proof", "/en/", "/en/government/feed.atom", "/en/nowhere", "/a/x")) {
      // A page may be made anew between the two.
      await().atMost(SOON).untilAsserted(() -> assertSameHead(address));
    }
    assertThat(http.send(null, "HEAD", "/a/" + article, null, Map.of()).header("location"))
        .isEqualTo(path);
  }

  private void assertSameHead(String address) {
    Http.Answer get = page(address);
    Http.Answer head = http.send(null, "HEAD", address, null, Map.of());
    assertThat(head.status()).as(address).isEqualTo(get.status());
    assertThat(head.body()).as(address).isEmpty();
    for (String header : List.of("content-type", "content-length", "etag", "cache-control")) {
      assertThat(head.header(header)).as(address + " " + header).isEqualTo(get.header(header));
    }
  }

  @Test
  void everyAnswerCarriesTheHeadersThatKeepReadersSafe() {
    String path = published(newArticle(), Samples.english("Safe"));
    for (String address :
        List.of(
            path,
            "/en/",
            "/en/nowhere",
            "/en/search?q=x",
            "/sitemap.xml",
            path + "/proof/text.json")) {
      Http.Answer answer = page(address);
      assertThat(answer.header("content-security-policy"))
          .as(address)
          .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.header("x-content-type-options")).as(address).isEqualTo("nosniff");
      assertThat(answer.header("x-frame-options")).as(address).isEqualTo("DENY");
      assertThat(answer.header("referrer-policy")).isEqualTo("strict-origin-when-cross-origin");
      assertThat(answer.header("set-cookie")).as(address).isNull();
      assertThat(answer.header("server")).as(address).isNull();
    }
    var page = Jsoup.parse(page(path).body());
    assertThat(page.select("script:not([type=application/ld+json]), style, [style], iframe"))
        .isEmpty();
    assertThat(page.html()).doesNotContain("<script>");
  }

  /** Pages that are ready are answered before anything else is asked: readers see no difference. */
  @Test
  void aReadyPageIsAnsweredAsOneThatGoesTheLongWay() throws Exception {
    String path = published(newArticle(), Samples.english("Ready"));
    await("nothing changes around the article any more, so its page stays ready")
        .until(
            () -> {
              page(path);
              return !goesOn("GET", path, null);
            });
    assertThat(goesOn("GET", path, "x")).isTrue();
    assertThat(goesOn("HEAD", path, null)).isTrue();
    assertThat(goesOn("POST", path, null)).isTrue();
    for (String other : List.of(path + "/", path + ";x", path + "/proof", path + "0", "/en/")) {
      assertThat(goesOn("GET", other, null)).as(other).isTrue();
    }

    Http.Answer ready = page(path);
    Http.Answer longWay = page(path + "?x");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body()).isEqualTo(longWay.body());
    assertThat(headers(ready)).isEqualTo(headers(longWay)).containsKey("content-security-policy");
    String tag = ready.header("etag");
    Http.Answer same = get(path, "If-None-Match", tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(headers(same)).isEqualTo(headers(get(path + "?x", "If-None-Match", tag)));
  }

  private boolean goesOn(String method, String path, String query) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setQueryString(query);
    MockFilterChain next = new MockFilterChain();
    new ReadyPages(site).doFilter(request, new MockHttpServletResponse(), next);
    return next.getRequest() != null;
  }

  private static Map<String, List<String>> headers(Http.Answer answer) {
    Map<String, List<String>> all = new TreeMap<>(answer.response().headers().map());
    all.remove("date");
    return all;
  }

  @Test
  void theFilesOfAPageAreNamedByTheirContentAndKeptForGood() {
    var page = Jsoup.parse(page("/en/").body());
    List<String> styles = page.select("link[rel=stylesheet]").eachAttr("href");
    assertThat(styles).hasSize(3);
    assertThat(styles.get(0)).matches("/assets/bootstrap\\.min-[0-9a-f]{32}\\.css");
    assertThat(styles.get(1)).matches("/assets/imprimatur-[0-9a-f]{32}\\.css");
    assertThat(styles.get(2)).matches("/assets/site-[0-9a-f]{32}\\.css");
    for (String css : styles) {
      Http.Answer answer = page(css);
      assertThat(answer.status()).as(css).isEqualTo(200);
      assertThat(answer.header("content-type")).startsWith("text/css");
      assertThat(answer.header("cache-control"))
          .contains("max-age=31536000", "public", "immutable");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }
    String icon = page.select("link[rel=icon]").attr("href");
    assertThat(page(icon).header("content-type")).startsWith("image/svg+xml");
    assertThat(page("/assets/site-00000000000000000000000000000000.css").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/en/nowhere, en",
    "/zh/nowhere, zh",
    "/en/news/2026/nothing-12345678, en",
    "/zh/news/2026/nothing-12345678/proof, zh",
    "/en/news/20266/x, en",
    "/en/news/2026/A_B, en",
    "/en/news/2026/%3Cscript%3E, en",
    "/en/government/nothing/at/all, en",
    "/a/not-an-id, en",
    "/wp-login.php, en",
    "/de/, en",
    "/API/publications, en"
  })
  void anAddressThatThereIsNotGetsThePageOfTheSite(String path, String language) {
    Http.Answer answer = get(path, "Accept", "text/html");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("text/html;charset=UTF-8");
    var page = Jsoup.parse(answer.body());
    assertThat(page.select("html").attr("lang"))
        .isEqualTo(language.equals("zh") ? "zh-Hans" : "en");
    assertThat(page.select("h1").text())
        .isEqualTo(language.equals("zh") ? "没有找到这个页面" : "There is no such page");
    assertThat(page.title())
        .isEqualTo(language.equals("zh") ? "未找到 · 临河省" : "Not found · Linhe Province");
    assertThat(page.select("header.masthead")).hasSize(1);
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(page.select("script")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/zh/government/, /zh/government",
    "/en/government/?page=2, /en/government?page=2",
    "/en/government/feed.atom/, /en/government/feed.atom",
    "PATH/, PATH",
    "PATH/proof/, PATH/proof",
    "PATH/proof/text.json/, PATH/proof/text.json",
    "/a/ID/, /a/ID",
    "/en/evil.example/, /en/evil.example"
  })
  void aSlashTooManyLeadsToTheAddressWithoutIt(String asked, String to) {
    String article = newArticle();
    String path = published(article, Samples.english("With a slash"));
    String address = asked.replace("PATH", path).replace("ID", article);
    for (String method : List.of("GET", "HEAD")) {
      Http.Answer answer = http.send(null, method, address, null, Map.of());
      assertThat(answer.status()).as(method).isEqualTo(301);
      assertThat(answer.header("location"))
          .isEqualTo(to.replace("PATH", path).replace("ID", article));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "///evil.example/",
        "/%2f/evil.example/",
        "/en/%2f%2fevil.example/",
        "/en//evil.example/",
        "/a//evil.example/",
        "/\\evil.example/",
        "/evil.example/",
        "/;/evil.example/"
      })
  void noSlashLeadsAwayFromTheSite(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.1"))
        .startsWith("HTTP/1.1 4")
        .doesNotContainIgnoringCase("\nlocation:");
  }

  @Test
  void underApiItIsAProblem() {
    for (String path : List.of("/api/nothing", "/api/publications/x/y/z", "/api")) {
      Http.Answer answer = http.get(TestPerson.MIA_ROTH, path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("content-type")).as(path).isEqualTo("application/problem+json");
      assertThat(answer.text("/detail")).as(path).isNotBlank();
    }
    assertThat(http.get(null, "/api/nothing").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/en/..%2f..%2fapi/publications",
        "/en/%2e%2e/%2e%2e/etc/passwd",
        "/en/../api/publications",
        "//api/publications",
        "/./api/publications",
        "/;/api/publications",
        "/api;x=1/publications",
        "/en/news/2026/x;jsessionid=1",
        "/en/%00",
        "/en/%0d%0aSet-Cookie:x",
        "/en/%",
        "/en/%zz",
        "/en/%ff",
        "/en/a\\b",
        "/en/<script>",
        "/LONG"
      })
  void anOddAddressIsAnsweredAndGivesNothingAway(String path) throws Exception {
    String answer = raw("GET " + path.replace("LONG", "en/" + "x".repeat(20_000)) + " HTTP/1.1");
    String status = answer.substring(9, 12);
    assertThat(status).isIn("400", "401", "404", "414");
    assertThat(answer)
        .doesNotContain("Tomcat", "Exception", "at org.", "<script>", "articleId", "Set-Cookie: ");
    assertThat(answer.toLowerCase()).doesNotContain("\nset-cookie:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/en/%2e%2e/x", "/en/a;b", "/%00", "/zh/%2f", "//zh/"})
  void aPersonWithAnOddAddressGetsAPage(String path) {
    for (String accept : List.of("text/html,application/xhtml+xml,*/*;q=0.8", "*/*")) {
      Http.Answer answer = get(path, "Accept", accept);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("content-type")).isEqualTo("text/html;charset=UTF-8");
      assertThat(Jsoup.parse(answer.body()).select("h1").text()).isNotBlank();
      assertThat(answer.header("content-security-policy")).contains("default-src 'self'");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }
    for (Http.Answer program :
        List.of(get(path, "Accept", "application/json"), page("/api" + path))) {
      assertThat(program.status()).isEqualTo(400);
      assertThat(program.header("content-type")).startsWith("application/problem+json");
    }
  }

  @Test
  void theSiteOnlyAnswersWhoReads() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      Http.Answer answer = http.send(null, method, "/en/", "{}", Map.of());
      assertThat(answer.status()).as(method).isIn(401, 405);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "zh-CN,zh;q=0.9,en;q=0.8 | /zh/",
        "en-GB                   | /en/",
        "de, zh;q=0.5            | /zh/",
        "de                      | /en/",
        "none                    | /en/",
        ";;q=x                   | /en/"
      })
  void theRootLeadsToTheLanguageThatABrowserAsksFor(String accepted, String to) {
    Http.Answer answer =
        http.send(
            null,
            "GET",
            "/",
            null,
            accepted == null ? Map.of() : Map.of("Accept-Language", accepted));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo(to);
    assertThat(answer.header("vary")).isEqualTo("Accept-Language");
    assertThat(page("/en").header("location")).isEqualTo("/en/");
  }

  private Http.Answer get(String path, String header, String value) {
    return http.send(null, "GET", path, null, Map.of(header, value));
  }

  /** Sends a request line as it is, as no client library would. */
  private String raw(String line) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write((line + "\r\nHost: site\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
