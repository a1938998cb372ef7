package io.imprimatur.system.compose;

import io.imprimatur.system.Newsroom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Articles on their way from desk to mailbox, each of them a little behind the one before. */
final class InFlight implements AutoCloseable {

  private final Newsroom newsroom;
  private final ExecutorService people = Executors.newCachedThreadPool();
  private final CountDownLatch halfWay = new CountDownLatch(1);
  private final Map<String, Future<String>> byTitle = new LinkedHashMap<>();

  /**
   * @param about what the titles begin with
   * @param articles how many
   */
  static InFlight begin(Newsroom newsroom, String about, int articles) {
    InFlight work = new InFlight(newsroom);
    for (int n = 0; n < articles; n++) {
      String title = about + " " + UUID.randomUUID();
      work.byTitle.put(title, work.people.submit(() -> work.carry(title)));
    }
    return work;
  }

  private InFlight(Newsroom newsroom) {
    this.newsroom = newsroom;
  }

  private String carry(String title) {
    String article = newsroom.write(title, "<p>" + title + " arrives once.</p>", "services", "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    halfWay.countDown();
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    newsroom.publication(article, "published");
    newsroom.alert(article, "completed");
    return article;
  }

  /**
   * Waits until the first one has its first approval; the others are somewhere before or behind.
   */
  void awaitHalfWay() {
    try {
      if (!halfWay.await(5, TimeUnit.MINUTES)) {
        throw new AssertionError("no article came half its way within five minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The articles, once all have arrived, by their titles. */
  Map<String, String> arrived() {
    Map<String, String> articles = new LinkedHashMap<>();
    List<String> late = new ArrayList<>();
    for (Map.Entry<String, Future<String>> each : byTitle.entrySet()) {
      try {
        articles.put(each.getKey(), each.getValue().get(15, TimeUnit.MINUTES));
      } catch (ExecutionException e) {
        throw new AssertionError(each.getKey() + " did not arrive", e.getCause());
      } catch (TimeoutException e) {
        late.add(each.getKey());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    if (!late.isEmpty()) {
      throw new AssertionError("still on their way: " + late);
    }
    return articles;
  }

  @Override
  public void close() {
    people.shutdownNow();
  }
}
