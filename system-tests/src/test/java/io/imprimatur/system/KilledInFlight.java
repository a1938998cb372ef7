package io.imprimatur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final int DESKS = 4;

  /** Only where one of these dies may a mail be under way of which nobody can know. */
  private static final List<String> MAIL_IN_DOUBT = List.of("notification", "mailbox");

  /** What drafting heard and did, each once. */
  private static final List<String> WHOLE_WAY =
      List.of(
          "created",
          "submitted",
          "review-opened",
          "step-approved",
          "step-approved",
          "approved",
          "published",
          "alert-started",
          "alert-completed");

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
    EventCount events = EventCount.read(stack.url("broker"));
    List<JsonNode> mails = newsroom.mails(reader);
    titles.forEach(
        (article, title) -> {
          events.assertEachOnceButForRepetitions(article);
          assertThat(newsroom.timeline(article)).as(title).containsExactlyElementsOf(WHOLE_WAY);
          long got = mails.stream().filter(m -> m.get("Subject").asString().equals(title)).count();
          JsonNode alert = alerts.get(article);
          assertThat(alert.get("matched").asInt()).as(title).isEqualTo(1);
          assertThat(alert.get("failed").asInt()).as(title).isZero();
          if (alert.get("uncertain").asInt() == 1) {
            assertThat(MAIL_IN_DOUBT.stream().anyMatch(p -> title.startsWith(whileKilled(p))))
                .as("nobody who mails was killed: " + title)
                .isTrue();
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

  private static String whileKilled(String process) {
    return "While the " + process + " was killed";
  }

  /** Desks write on until the kill, however fast the machine is, and then finish what they hold. */
  private Map<String, String> killOnce(String process) {
    Map<String, String> titles = new ConcurrentHashMap<>();
    AtomicInteger begun = new AtomicInteger();
    AtomicBoolean killed = new AtomicBoolean();
    try (ExecutorService desks = Executors.newFixedThreadPool(DESKS)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < DESKS; i++) {
        work.add(
            desks.submit(
                () -> {
                  do {
                    String title =
                        whileKilled(process)
                            + (", article " + begun.incrementAndGet() + " " + UUID.randomUUID());
                    titles.put(throughReview(title), title);
                  } while (!killed.get());
                }));
      }
      try {
        await("the first articles are through")
            .atMost(Duration.ofSeconds(60))
            .until(() -> !titles.isEmpty());
        stack.kill(process);
        assertThat(begun.get() - titles.size())
            .as("articles in flight when the " + process + " was killed")
            .isPositive();
      } finally {
        killed.set(true);
      }
      stack.mend();
      for (Future<?> done : work) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError("while the " + process + " was killed", e.getCause());
    }
    titles.forEach(
        (article, title) -> {
          JsonNode publication = newsroom.publication(article, "published");
          assertThat(Http.get(publication.get("url").asString()).body()).contains(title);
        });
    return titles;
  }

  private String throughReview(String title) {
    String article =
        newsroom.write(title, "<p>The text of " + title + ".</p>", "open-governance", "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    return article;
  }
}
