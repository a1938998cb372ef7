package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Command;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Http.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * The disk under the store, or under the broker, is full for a while: nothing that was acknowledged
 * is lost, people read why, and work goes on when there is room again.
 */
@Tag("outages")
@ExtendWith(OneStack.class)
class FullDiskTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Longer than an event is tried that fails for a reason nobody foresaw. */
  private static final Duration FULL = Duration.ofSeconds(40);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theStoresDiskIsFull(Stack stack) throws Exception {
    Office office = new Office(stack);
    Assignment.routes(office);
    Map<String, Answer> acknowledged = new LinkedHashMap<>();
    try (RamDisk disk = new RamDisk(stack, "store", 256);
        Assignment assignment = new Assignment(stack, Seed.given(), 4, 2)) {
      for (int i = 0; i < 5; i++) {
        create(stack, acknowledged);
      }
      assignment.desks().grant(6);
      await("articles are under way")
          .atMost(PATIENCE)
          .until(() -> assignment.desks().inFlight().size() > 2);
      disk.fill();
      Answer[] refused = new Answer[1];
      await("a command is refused")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                Answer answer = create(stack, acknowledged);
                if (answer != null && answer.status() >= 400) {
                  refused[0] = answer;
                }
                return refused[0] != null;
              });
      System.out.printf(
          "store full: %d texts taken, then %d: %s; the store runs: %s%n",
          acknowledged.size(),
          refused[0].status(),
          refused[0].text("/detail"),
          stack.alive("store"));
      assertThat(refused[0].status()).as(refused[0].body()).isEqualTo(503);
      assertThat(refused[0].text("/detail")).contains("store");
      if (!stack.alive("store")) {
        Command.Told told = stack.startWith(Map.of(), "store");
        System.out.println("start while it is full: " + told.exit() + " " + told.errors());
      }
      Absence.lasts(FULL);
      disk.free();
      Instant freed = Instant.now();
      if (!stack.alive("store")) {
        stack.mend("store");
      }
      await("commands are taken again")
          .atMost(PATIENCE)
          .until(
              () -> {
                Answer answer = create(stack, acknowledged);
                return answer != null && answer.status() == 201;
              });
      System.out.printf(
          "store has room: taken again after %d ms%n",
          Duration.between(freed, Instant.now()).toMillis());
      acknowledged.forEach(
          (key, answer) -> {
            Answer found =
                office.read("lin.yue", "drafting", "/api/articles/" + answer.text("/id"));
            assertThat(found.status()).as("acknowledged under " + key).isEqualTo(200);
            assertThat(found.text("/title")).isEqualTo(answer.text("/title"));
            assertThat(send(stack, key).json()).as("again").isEqualTo(answer.json());
          });
      assignment.drain(Set.of());
      assignment.assertNothingLostOrDoubled();
    }
    goesOn(stack, office);
  }

  @Test
  void theBrokersDiskIsFull(Stack stack) throws Exception {
    Office office = new Office(stack);
    Assignment.routes(office);
    Seed seed = Seed.given();
    try (RamDisk disk = new RamDisk(stack, "broker", 256);
        Assignment assignment = new Assignment(stack, seed, 4, 2)) {
      assignment.desks().grant(2);
      await().atMost(PATIENCE).until(() -> assignment.desks().allDone());
      disk.fill();
      assignment.desks().grant(6);
      await("events wait")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> unsent(stack) > 5 || !stack.alive("broker"));
      Answer written = create(stack, new LinkedHashMap<>());
      assertThat(written.status()).as("writing goes on").isEqualTo(201);
      await("the broker has ended, or waits")
          .pollDelay(Duration.ofSeconds(5))
          .atMost(PATIENCE)
          .until(() -> true);
      boolean runs = stack.alive("broker");
      System.out.println("broker full: it runs: " + runs);
      if (!runs) {
        Command.Told told = stack.startWith(Map.of(), "broker");
        System.out.println("start while it is full: " + told.exit() + " " + told.errors());
        if (told.exit() != 0) {
          assertThat(told.errors()).containsIgnoringCase("disk is full");
        }
      }
      disk.free();
      Instant freed = Instant.now();
      stack.mend();
      assignment.drain(Set.of());
      System.out.printf(
          "broker has room: all at its end after %d s%n",
          Duration.between(freed, Instant.now()).toSeconds());
      assignment.assertNothingLostOrDoubled();
    }
    goesOn(stack, office);
  }

  private static void goesOn(Stack stack, Office office) {
    try (Assignment assignment = new Assignment(stack, new Seed(1), 2, 1)) {
      assignment.desks().grant(2);
      assignment.drain(Set.of());
      assignment.assertNothingLostOrDoubled();
    }
  }

  private static double unsent(Stack stack) {
    return Http.anywhere()
        .sendWith(
            null,
            "GET",
            stack.url("drafting") + "/actuator/metrics/imprimatur.outbox.oldest.age",
            null,
            Map.of())
        .json()
        .get("measurements")
        .get(0)
        .get("value")
        .asDouble();
  }

  /** Creates an article with a long text; null where no answer came. */
  private static Answer create(Stack stack, Map<String, Answer> acknowledged) {
    String key = UUID.randomUUID().toString();
    try {
      Answer answer = send(stack, key);
      if (answer.status() == 201) {
        acknowledged.put(key, answer);
      }
      return answer;
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  private static Answer send(Stack stack, String key) {
    return Http.anywhere()
        .sendWith(
            stack.token("lin.yue"),
            "POST",
            stack.url("drafting") + "/api/articles",
            JSON.writeValueAsString(
                new Text(
                        "Notice " + key,
                        "In short.",
                        "<p>" + (key + " ").repeat(4000).strip() + "</p>",
                        "services",
                        "en",
                        "")
                    .draft()),
            Map.of("Idempotency-Key", key));
  }
}
