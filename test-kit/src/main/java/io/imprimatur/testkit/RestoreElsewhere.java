package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.imprimatur.testkit.browser.TestBrowser;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * A restore that another instance has in work: a service that is started waits for it, and what
 * people, programs and probes get meanwhile can be looked at. Closed, the other instance is lost,
 * and the service takes the work over.
 */
public final class RestoreElsewhere implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofMinutes(10);

  private static final List<String> LANGUAGES = List.of("zh", "en");

  private final MongoClient client;
  private final MongoCollection<Document> restores;
  private final TestBackup backup;
  private final int port = Ports.free();
  private final Http http = new Http(port);

  RestoreElsewhere(String mongo, TestBackup backup) {
    this.backup = backup;
    this.client = MongoClients.create(mongo);
    this.restores =
        client.getDatabase(new ConnectionString(mongo).getDatabase()).getCollection("restores");
    Instant now = Instant.now();
    restores.insertOne(
        new Document("_id", backup.takenAt().toString())
            .append("state", "running")
            .append("owner", "another instance")
            .append("startedAt", Date.from(now))
            .append("until", Date.from(now.plus(LEASE))));
  }

  /** With which the service is started. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(backup.settings());
    settings.put("imprimatur.restore.lease", LEASE.toSeconds() + "s");
    settings.put("server.port", Integer.toString(port));
    return settings;
  }

  /** Where it answers. */
  public int port() {
    return port;
  }

  public Http http() {
    return http;
  }

  /** Waits for its web server, and checks what probes and figures say until it is restored. */
  public void assertProbesKnow() {
    await("the web server")
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> http.get(null, "/actuator/health/liveness").status() == 200);
    Http.Answer ready = http.get(null, "/actuator/health/readiness");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.text("/components/restore/status")).isEqualTo("OUT_OF_SERVICE");
    Http.Answer health = http.get(null, "/actuator/health");
    assertThat(health.status()).isEqualTo(503);
    assertThat(health.text("/components/restore/details/reason"))
        .contains("put back to an older state");
    assertThat(health.text("/components/restore/details/stage")).isEqualTo("waiting");
    assertThat(Scrape.of(http).samples())
        .filteredOn(s -> s.name().equals("imprimatur_health"))
        .filteredOn(s -> s.labels().get("part").equals("restore"))
        .extracting(Scrape.Sample::value)
        .containsExactly(0.0);
  }

  /**
   * Checks that a page says in both languages that the service is being put back, and when to come
   * again.
   *
   * @param path of a page, opened by nobody in particular
   * @param chinese its heading in Chinese
   * @param english its heading in English
   */
  public void assertPageSays(String path, String chinese, String english) {
    for (String language : LANGUAGES) {
      TestDesk.Page page = TestDesk.stranger(port).reading(language).stay(path);
      assertThat(page.status()).as(path).isEqualTo(503);
      assertThat(page.header("retry-after")).isEqualTo("30");
      assertThat(page.header("content-type")).startsWith("text/html");
      assertThat(page.text("h1")).isEqualTo(language.equals("zh") ? chinese : english);
      assertThat(page.html().select("html").attr("lang")).startsWith(language);
    }
  }

  /** Looks at such a page in Chromium: wide and narrow, in both languages. */
  public void assertPageLooksWell(String path, String name) {
    String address = "http://127.0.0.1:" + port + path;
    for (String language : LANGUAGES) {
      for (int width : new int[] {TestBrowser.WIDE, TestBrowser.NARROW}) {
        try (TestBrowser browser =
            TestBrowser.open(language, width).expecting(address + " gave 503")) {
          Page page = browser.open(address);
          browser.picture(page, name);
          browser.assertAccessible(page);
          browser.assertFits(page);
        }
      }
    }
  }

  /** The other instance gives no sign of life any more. */
  @Override
  public void close() {
    restores.updateMany(new Document(), new Document("$set", new Document("until", new Date(0))));
    client.close();
  }
}
