package io.imprimatur.system.compose;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.testkit.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Looks whether everything of an article is there, and there once. */
final class Books {

  private final Project project;
  private final Newsroom newsroom;
  private final String reader;

  /**
   * @param reader an address that has subscribed
   */
  Books(Project project, Newsroom newsroom, String reader) {
    this.project = project;
    this.newsroom = newsroom;
    this.reader = reader;
  }

  /** Fails where anything is missing or twice. */
  void balance(Map<String, String> articlesByTitle) {
    newsroom.drained();
    articlesByTitle.forEach(this::onePage);
    articlesByTitle.forEach(this::oneMail);
    articlesByTitle.values().forEach(this::oneTimeline);
    for (String service : Newsroom.SERVICES) {
      List<Broker.Told> told = project.broker("admin").told("imprimatur." + service);
      articlesByTitle.values().forEach(article -> inOrder(service, article, told));
    }
    for (String service : Newsroom.SERVICES) {
      assertThat(newsroom.parked(service)).as("parked in " + service).isZero();
    }
  }

  private void onePage(String title, String article) {
    JsonNode publication = newsroom.publication(article, "published");
    assertThat(publication.get("revision").asInt()).isOne();
    var page =
        Http.anywhere()
            .exchange(
                null, "GET", publication.get("url").asString(), BodyPublishers.noBody(), Map.of());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains(title);
  }

  /** One mail for the reader, or none where the ledger says that nobody can know. */
  private void oneMail(String title, String article) {
    JsonNode alert = newsroom.alert(article, "completed");
    int uncertain = alert.get("uncertain").asInt();
    assertThat(alert.get("sent").asInt() + uncertain)
        .as("readers of " + alert)
        .isEqualTo(alert.get("matched").asInt())
        .isPositive();
    long mails =
        newsroom.mails(reader).stream()
            .filter(mail -> mail.get("Subject").asString().equals(title))
            .count();
    assertThat(mails)
        .as("mails about " + title + ", " + alert)
        .isBetween(uncertain == 0 ? 1L : 0, 1L);
  }

  private void oneTimeline(String article) {
    List<String> timeline = newsroom.timeline(article);
    assertThat(timeline)
        .containsOnlyOnce("submitted", "review-opened", "approved", "published", "alert-started")
        .containsOnlyOnce("alert-completed");
    assertThat(timeline.stream().filter("step-approved"::equals)).hasSize(2);
  }

  /** Sending twice is harmless: one event has one id and one number. */
  private static void inOrder(String service, String article, List<Broker.Told> all) {
    Map<Long, List<String>> ids =
        all.stream()
            .filter(told -> told.article().equals(article))
            .collect(
                groupingBy(
                    Broker.Told::sequence, LinkedHashMap::new, mapping(Broker.Told::id, toList())));
    assertThat(ids).as(service + " tells of " + article).isNotEmpty();
    List<Long> expected = new ArrayList<>();
    for (long number = 1; number <= ids.size(); number++) {
      expected.add(number);
    }
    assertThat(ids.keySet())
        .as(service + " tells of " + article)
        .containsExactlyElementsOf(expected);
    assertThat(ids.values()).allMatch(same -> same.stream().distinct().count() == 1);
  }
}
