package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.imprimatur.system.Newsroom;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.browser.TestBrowser;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each container is stopped and started in order: everything is as it was. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(7)
class RestartedContainersTest {

  private static Project project;
  private static Newsroom newsroom;
  private static String reader;

  @BeforeAll
  static void start(Project running) {
    project = running;
    newsroom = new Newsroom(project);
    reader = "reader-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "services", "en");
  }

  @Test
  void aRestartLosesNothing() throws Exception {
    Map<String, String> articles;
    try (InFlight work = InFlight.begin(newsroom, "It is there after a restart", 2)) {
      articles = work.arrived();
    }
    String draft =
        newsroom.write("A draft " + UUID.randomUUID(), "<p>Not sent yet.</p>", "services", "en");
    newsroom.drained();
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page page = browser.newPage();
      page.navigate(project.desk("drafting"));
      project.signIn(page, Newsroom.WRITER);
      page.waitForURL(url -> url.startsWith(project.desk("drafting")));
      page.navigate("about:blank"); // its live parts would ask while nobody answers

      Map<String, String> before = state(articles.values(), draft);
      for (String part : Project.CONTAINERS) {
        project.restart(part);
      }
      assertThat(state(articles.values(), draft)).isEqualTo(before);

      page.navigate(project.desk("drafting") + "/" + draft);
      assertThat(page.url())
          .as("still signed in")
          .isEqualTo(project.desk("drafting") + "/" + draft);
    }
    new Books(project, newsroom, reader).balance(articles);
  }

  /** What people and programs see of it. */
  private static Map<String, String> state(Iterable<String> articles, String draft)
      throws Exception {
    Map<String, String> state = new TreeMap<>();
    state.put("draft", get(Newsroom.WRITER, "drafting", "/api/articles/" + draft));
    for (String article : articles) {
      state.put(
          "publication " + article,
          get(Newsroom.PUBLISHER, "publishing", "/api/publications/" + article));
      state.put(
          "review " + article, get(Newsroom.FIRST_REVIEWER, "review", "/api/reviews/" + article));
      state.put(
          "alert " + article, get(Newsroom.PUBLISHER, "notification", "/api/alerts/" + article));
      state.put("timeline " + article, newsroom.timeline(article).toString());
    }
    state.put("mails", newsroom.mails(reader).toString());
    state.put("keys", get(null, null, "/.well-known/jwks.json"));
    state.put(
        "sign-in's keys", get(null, null, "/realms/imprimatur/protocol/openid-connect/certs"));
    for (String service : Newsroom.SERVICES) {
      state.put(
          "events of " + service, project.broker("admin").told("imprimatur." + service).toString());
    }
    try (Admin admin = project.broker("admin").admin()) {
      for (String service : Newsroom.SERVICES) {
        String group = "imprimatur." + service;
        state.put(
            "read by " + service,
            admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .map(read -> read.getKey() + " up to " + read.getValue().offset())
                .sorted()
                .toList()
                .toString());
      }
    }
    return state;
  }

  private static String get(String person, String service, String path) {
    var answer =
        Http.anywhere()
            .exchange(
                person == null ? null : project.token(person),
                "GET",
                (service == null ? project.address() : project.api(service)) + path,
                BodyPublishers.noBody(),
                Map.of());
    assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }
}
