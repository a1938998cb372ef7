package io.imprimatur.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("browser")
class TestBrowserTest {

  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>Page</title><link rel="icon" href="/icon.svg">%s</head>
      <body><main><h1>Page</h1>%s</main></body></html>""";

  private static final Map<String, String> PAGES =
      new ConcurrentHashMap<>(
          Map.of(
              "/good", PAGE.formatted("", "<p>Text</p>"),
              "/logs", PAGE.formatted("<script src=\"/logs.js\"></script>", ""),
              "/logs.js", "console.error('it burns')",
              "/throws", PAGE.formatted("<script src=\"/throws.js\"></script>", ""),
              "/throws.js", "undefinedName()",
              "/inline", PAGE.formatted("", "<p style=\"color: red\">Text</p>"),
              "/lacks", PAGE.formatted("", "<img alt=\"map\" src=\"/missing.png\">"),
              "/wide", PAGE.formatted("<link rel=\"stylesheet\" href=\"/wide.css\">", "<p>W</p>"),
              "/wide.css", "p { width: 1000px }",
              "/unlabelled", PAGE.formatted("", "<input><p>Text</p>")));

  private static HttpServer server;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", TestBrowserTest::answer);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body =
        PAGES
            .getOrDefault(path, path.equals("/icon.svg") ? "<svg/>" : PAGE.formatted("", ""))
            .getBytes(StandardCharsets.UTF_8);
    String type =
        path.endsWith(".js")
            ? "text/javascript"
            : path.endsWith(".css")
                ? "text/css"
                : path.endsWith(".svg") ? "image/svg+xml" : "text/html";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
    int status = path.equals("/fails") ? 503 : path.startsWith("/missing") ? 404 : 200;
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Test
  void aGoodPageIsCleanAccessibleAndFits() {
    try (TestBrowser browser = TestBrowser.open("zh", TestBrowser.NARROW)) {
      Page page = browser.open(at("/good"));
      browser.assertAccessible(page);
      browser.assertFits(page);
      assertThat(page.evaluate("navigator.language")).isEqualTo("zh-CN");
    }
  }

  @Test
  void picturesAreTakenWhereTheyAreWanted() throws IOException {
    Path picture = Path.of("target/pictures/good-zh-360.png");
    String asked = System.getProperty("pictures", "");
    Files.deleteIfExists(picture);
    try (TestBrowser browser = TestBrowser.open("zh", TestBrowser.NARROW)) {
      Page page = browser.open(at("/good"));
      System.setProperty("pictures", "false");
      browser.picture(page, "good");
      assertThat(picture).doesNotExist();

      System.setProperty("pictures", "true");
      browser.picture(page, "good");
      assertThat(picture).isNotEmptyFile();
    } finally {
      System.setProperty("pictures", asked);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/logs, it burns",
    "/throws, undefinedName",
    "/inline, Content security policy: style-src-attr",
    "/lacks, missing.png gave 404",
    "/fails, fails gave 503"
  })
  void whatIsWrongWithAPageFails(String path, String complaint) {
    TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE);
    browser.open(at(path));
    Awaitility.await()
        .pollInSameThread()
        .untilAsserted(() -> assertThat(browser.complaints()).anyMatch(c -> c.contains(complaint)));
    assertThatThrownBy(browser::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aRefusalThatPeopleReadIsNoFault() {
    TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE);
    browser.open(at("/missing"));
    assertThatCode(browser::close).doesNotThrowAnyException();
  }

  @Test
  void whatIsExpectedIsNoComplaint() {
    TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE).expecting("fails gave 503");
    browser.open(at("/fails"));
    assertThatCode(browser::close).doesNotThrowAnyException();
  }

  @Test
  void aFieldWithoutALabelIsNotAccessible() {
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page page = browser.open(at("/unlabelled"));
      assertThatThrownBy(() -> browser.assertAccessible(page))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("label (critical)")
          .hasMessageContaining("<input>");
    }
  }

  @Test
  void aPageWiderThanItsWindowDoesNotFit() {
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.NARROW)) {
      Page page = browser.open(at("/wide"));
      assertThatThrownBy(() -> browser.assertFits(page)).hasMessageContaining("360 px");
    }
  }

  @Test
  void scriptsCanBeOff() {
    try (TestBrowser browser = TestBrowser.withoutScripts("en", TestBrowser.WIDE)) {
      browser.open(at("/logs"));
    }
  }

  @Test
  void aNamedProgramThatIsNotThereIsNotReplacedByAnother() {
    assertThat(Chromium.program("/nowhere/chromium")).isEmpty();
  }
}
