package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.Step;
import io.imprimatur.testkit.TestBroker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once, and the same thing twice. */
class ConcurrencyTest extends RunningDesk {

  @Test
  void ofThirtyChangesOfOneVersionOneWins() throws Exception {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry()).is(201).id();
    List<Integer> answers =
        together(30, i -> lin.change(id, 1, entry("title", "Change " + i)).status());
    assertThat(answers).filteredOn(s -> s == 200).hasSize(1);
    assertThat(answers).filteredOn(s -> s == 412).hasSize(29);
    assertThat(lin.get("/api/articles/" + id).version()).isEqualTo(2);
  }

  @Test
  void ofTenSubmissionsOneIsTold() throws Exception {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry()).is(201).id();
    List<Integer> answers = together(10, i -> lin.submit(id, 1).status());
    assertThat(answers).filteredOn(s -> s == 202).hasSize(1);
    assertThat(answers).filteredOn(s -> s == 409).hasSize(9);
    await().until(() -> !TestBroker.topics().readAll("imprimatur.drafting", id).isEmpty());
    assertThat(TestBroker.topics().readAll("imprimatur.drafting", id)).hasSize(1);
  }

  @Test
  void anEventBetweenDoesNotDisturbAnAutosave() {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry()).is(201).id();
    Api.Answer submitted = lin.submit(id, 1).is(202);
    NEIGHBOURS.tell(
        id,
        new ReviewOpened(
            1,
            1,
            new io.imprimatur.events.Digest(submitted.text("digest")),
            List.of(new Step(1, new LocalName("初审", "First"), "reviewer")),
            Instant.now()));
    await().until(() -> lin.get("/api/articles/" + id + "/timeline").json().size() == 3);
    Api.Answer article = lin.get("/api/articles/" + id);
    assertThat(article.version()).isEqualTo(1);
    lin.takeBack(id, 1).is(202);
  }

  @Test
  void aRepeatGetsTheFirstAnswer() throws Exception {
    Api lin = as(LIN_YUE);
    String key = "key-" + System.nanoTime();
    List<String> ids = together(8, i -> lin.create(entry(), "Idempotency-Key", key).is(201).id());
    assertThat(ids).containsOnly(ids.getFirst());
    String id = ids.getFirst();
    lin.create(entry("title", "Another"), "Idempotency-Key", key).is(422);
    assertThat(as(TOM_BAKER).create(entry(), "Idempotency-Key", key).is(201).id()).isNotEqualTo(id);

    Api.Answer once = lin.change(id, 1, entry("title", "B"), "Idempotency-Key", "c" + key).is(200);
    Api.Answer twice = lin.change(id, 1, entry("title", "B"), "Idempotency-Key", "c" + key).is(200);
    assertThat(twice.json()).isEqualTo(once.json());
    lin.change(id, 1, entry("title", "C"), "Idempotency-Key", "c" + key).is(422);
    assertThat(lin.get("/api/articles/" + id).version()).isEqualTo(2);

    lin.submit(id, 2, "Idempotency-Key", "s" + key).is(202);
    assertThat(lin.submit(id, 2, "Idempotency-Key", "s" + key).is(202).text("state"))
        .isEqualTo("under-review");
    assertThat(lin.get("/api/articles/" + id).json().get("revision").asInt()).isEqualTo(1);
  }

  private interface Numbered<T> {
    T run(int i) throws Exception;
  }

  private static <T> List<T> together(int count, Numbered<T> task) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Callable<T>> tasks =
          IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> task.run(i)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
