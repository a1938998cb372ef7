package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Command;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.TestDesk.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The machine's clock jumps five minutes forward and back while the office works. The services run
 * on a clock that the test moves: libfaketime of Debian's package {@code faketime}.
 */
@Tag("outages")
@ExtendWith(OneStack.class)
class ClockTest {

  private static final String[] ON_THE_CLOCK = {
    "drafting", "review", "publishing", "notification", "sign-in"
  };
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void theClockJumpsForwardAndBack(Stack stack) throws Exception {
    Path clock = stack.state().resolve("clock");
    set(clock, "+0");
    for (String part : ON_THE_CLOCK) {
      stack.kill(part);
    }
    try {
      Command.Told told =
          stack.startWith(
              Map.of(
                  "LD_PRELOAD", library().toString(),
                  "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                  "FAKETIME_CACHE_DURATION", "1",
                  "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                  // Without this the JVM's timed waits end at once, and its threads spin.
                  "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                  "FAKETIME_DISABLE_SHM", "1"),
              ON_THE_CLOCK);
      assertThat(told.exit()).as(told.toString()).isZero();
      jumps(stack, clock);
    } finally {
      for (String part : ON_THE_CLOCK) {
        stack.kill(part);
      }
      stack.mend();
    }
  }

  private static void jumps(Stack stack, Path clock) throws IOException {
    try (Assignment assignment = new Assignment(stack, Seed.given(), 4, 4)) {
      Browser browser = new Browser(stack);
      read("before", assignment, browser);
      work(assignment);
      set(clock, "+300");
      read("five minutes forward", assignment, browser);
      work(assignment);
      set(clock, "+0");
      read("five minutes back", assignment, browser);
      work(assignment);
      Instant began = Instant.now();
      assignment.drain(Set.of());
      assignment.say(
          "drained %d s after the last text was begun",
          Duration.between(began, Instant.now()).toSeconds());
      assignment.assertNothingLostOrDoubled();
    }
  }

  /** Some articles are through, others are under way when the clock jumps. */
  private static void work(Assignment assignment) {
    Desks desks = assignment.desks();
    int before = desks.stories().size() - desks.inFlight().size();
    desks.grant(8);
    await("articles are through")
        .atMost(PATIENCE)
        .until(
            () ->
                desks.troubled() || desks.stories().size() - desks.inFlight().size() >= before + 4);
    desks.assertUntroubled();
    if (desks.inFlight().isEmpty()) {
      desks.grant(1);
    }
  }

  /** What somebody reads who was signed in before. */
  private static void read(String when, Assignment assignment, Browser browser) {
    Map.of(
            "drafting", "/write",
            "review", "/review",
            "publishing", "/newsroom",
            "notification", "/alerts")
        .forEach(
            (service, path) -> {
              String person =
                  service.equals("drafting")
                      ? "lin.yue"
                      : service.equals("review") ? "wang.min" : Office.PUBLISHER;
              Page page = new Browser(assignment.office().stack()).signIn(person, service, path);
              assignment.say(
                  "%s: %s answers %d: %s", when, path, page.status(), page.text("main h1"));
              assertThat(page.status()).as(when + " " + path + page.text("main")).isEqualTo(200);
            });
    Page page = browser.signIn("lin.yue", "drafting", "/write");
    assignment.say("%s: a session from before: %d %s", when, page.status(), page.text("main h1"));
    assertThat(page.status()).isEqualTo(200);
  }

  private static void set(Path clock, String offset) throws IOException {
    Path next = clock.resolveSibling("clock.new");
    Files.writeString(next, offset + "\n");
    Files.move(next, clock, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Instant later = Instant.now().plusSeconds(3); // the library looks once a second
    await().until(() -> Instant.now().isAfter(later));
  }

  private static Path library() {
    List<Path> places = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"));
    for (Path place : places) {
      try (Stream<Path> files = Files.find(place, 3, (p, a) -> p.endsWith("libfaketimeMT.so.1"))) {
        var found = files.findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException | UncheckedIOException e) {
        continue; // not on this system, or not ours to look into
      }
    }
    throw new AssertionError(
        "ClockTest needs libfaketime: apt-get install faketime (or another system's package)");
  }
}
