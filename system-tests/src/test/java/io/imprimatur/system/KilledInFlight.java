package io.imprimatur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.TopicRecord;
import io.imprimatur.testkit.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * Kills each process in turn while articles are on their way, starts it again by the project's own
 * command, and counts afterwards in the topics and in the mailbox: nothing lost, nothing doubled.
 */
final class KilledInFlight {

  private static final List<String> PROCESSES =
      List.of(
          "drafting",
          "review",
          "publishing",
          "notification",
          "broker",
          "store",
          "mailbox",
          "sign-in");
  private static final int ARTICLES = 8;

  private final Stack stack;
  private final Newsroom newsroom;

  KilledInFlight(Stack stack, Newsroom newsroom) {
    this.stack = stack;
    this.newsroom = newsroom;
  }

  void run() {
    // Tokens are fetched before the kills begin; people have signed in before.
    List.of(
            Newsroom.WRITER,
            Newsroom.FIRST_REVIEWER,
            Newsroom.SECOND_REVIEWER,
            Newsroom.PUBLISHER,
            Newsroom.ADMINISTRATOR)
        .forEach(stack::token);
    String reader = "patient-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "open-governance", "en");

    Map<String, String> titles = new HashMap<>();
    for (String process : PROCESSES) {
      titles.putAll(killOnce(process));
    }

    Map<String, JsonNode> alerts = new HashMap<>();
    titles.keySet().forEach(article -> alerts.put(article, newsroom.alert(article, "completed")));
    newsroom.drained();
    List<JsonNode> mails = newsroom.mails(reader);
    titles.forEach(
        (article, title) -> {
          eachEventOnce(article);
          long got = mails.stream().filter(m -> m.get("Subject").asString().equals(title)).count();
          JsonNode alert = alerts.get(article);
          assertThat(alert.get("matched").asInt()).as(title).isEqualTo(1);
          assertThat(alert.get("failed").asInt()).as(title).isZero();
          if (alert.get("uncertain").asInt() == 1) {
            assertThat(got).as("uncertain: never two of " + title).isLessThanOrEqualTo(1);
          } else {
            assertThat(alert.get("sent").asInt()).as(title).isEqualTo(1);
            assertThat(got).as("mails of " + title).isEqualTo(1);
          }
        });
    for (String service : Newsroom.SERVICES) {
      assertThat(newsroom.parked(service)).as("parked in " + service).isZero();
    }
  }

  private Map<String, String> killOnce(String process) {
    Map<String, String> titles = new HashMap<>();
    AtomicInteger approved = new AtomicInteger();
    try (ExecutorService desks = Executors.newFixedThreadPool(4)) {
      List<Future<String[]>> work = new ArrayList<>();
      for (int i = 0; i < ARTICLES; i++) {
        String title =
            "While the " + process + " was killed, article " + i + " " + UUID.randomUUID();
        work.add(
            desks.submit(
                () -> {
                  String article =
                      newsroom.write(
                          title, "<p>The text of " + title + ".</p>", "open-governance", "en");
                  newsroom.submit(article);
                  newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
                  newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
                  approved.incrementAndGet();
                  return new String[] {article, title};
                }));
      }
      await("the first articles are through")
          .atMost(Duration.ofSeconds(60))
          .until(() -> approved.get() > 0);
      stack.kill(process);
      assertThat(work.stream().filter(w -> !w.isDone()).count())
          .as("articles in flight when the " + process + " was killed")
          .isPositive();
      stack.mend();
      for (Future<String[]> done : work) {
        String[] article = done.get();
        titles.put(article[0], article[1]);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError("while the " + process + " was killed", e.getCause());
    }
    titles.forEach(
        (article, title) -> {
          JsonNode publication = newsroom.publication(article, "published");
          assertThat(Http.get(publication.get("url").asString()).body()).contains(title);
        });
    return titles;
  }

  /**
   * In the order of the topic, first occurrences are numbered from 1 up, and no number stands for
   * two events.
   */
  private void eachEventOnce(String article) {
    Topics topics = new Topics(stack.url("broker"));
    for (String topic : Topics.SYSTEM) {
      Map<Long, String> byNumber = new java.util.LinkedHashMap<>();
      for (TopicRecord told : topics.readAll(topic, article)) {
        String id = told.headers().get("ce_id");
        String other = byNumber.putIfAbsent(Long.parseLong(told.headers().get("ce_sequence")), id);
        assertThat(other == null || other.equals(id)).as(topic + " " + article).isTrue();
      }
      assertThat(byNumber.keySet())
          .as(topic + " " + article)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, byNumber.size()).boxed().toList())
          .isNotEmpty();
    }
  }
}
