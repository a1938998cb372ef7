package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A part is away for a minute (the property {@code away}, in seconds). What people could do, what
 * they read, and how long it took until all was well again goes into {@code target/away.md}.
 */
@Tag("outages")
@ExtendWith(OneStack.class)
class AwayTest {

  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 60));
  private static final Duration WELL_AGAIN = Duration.ofMinutes(5);
  private static final List<String> VERIFIERS = List.of("drafting", "publishing", "notification");
  private static final List<String> TABLE = new ArrayList<>();

  private static Stack stack;
  private static Office office;

  @BeforeAll
  static void routes(Stack running) {
    stack = running;
    office = new Office(stack);
    Assignment.routes(office);
  }

  @AfterAll
  static void write() throws IOException {
    Files.write(Path.of("target/away.md"), TABLE);
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "store", "sign-in", "mailbox"})
  void aPartIsAway(String part) {
    Absence absence = new Absence(stack, office);
    absence.prepare();
    Duration well = measure(part, absence, () -> stack.kill(part), () -> stack.mend(part));
    assertThat(absence.seen().get("the article's page").works())
        .as("a page that was read before")
        .isTrue();
    assertThat(well).isLessThan(WELL_AGAIN);
  }

  /** Seals name a key that nobody has yet, and the address of the keys does not answer. */
  @Test
  void reviewsKeysAreAway() throws IOException {
    try (SealKeysProxy keys = new SealKeysProxy(stack.url("review") + "/.well-known/jwks.json")) {
      VERIFIERS.forEach(stack::kill);
      for (String verifier : VERIFIERS) {
        stack.startWith(
            Map.of("JAVA_TOOL_OPTIONS", "-Dimprimatur.seal-keys.url=" + keys.url()), verifier);
      }
      Absence absence = new Absence(stack, office);
      absence.prepare();
      NewKey.putInFront(stack.state().resolve("keys/seal.jwks.json"));
      stack.kill("review");
      stack.mend("review");
      Duration well =
          measure("review's keys", absence, () -> keys.cut(true), () -> keys.cut(false));
      assertThat(absence.seen().values())
          .as("everything works meanwhile")
          .allMatch(Absence.Seen::works);
      assertThat(well).isLessThan(WELL_AGAIN);
    } finally {
      VERIFIERS.forEach(stack::kill);
      stack.mend();
    }
  }

  private static Duration measure(
      String what, Absence absence, Runnable leaves, Runnable comesBack) {
    Instant began = Instant.now();
    leaves.run();
    absence.look();
    Absence.lasts(AWAY.minus(Duration.between(began, Instant.now())).dividedBy(2));
    boolean published = absence.publishedMeanwhile();
    Absence.lasts(AWAY.minus(Duration.between(began, Instant.now())));
    List<String> section = new ArrayList<>();
    absence.seen().forEach((deed, came) -> section.add("| " + deed + " | " + came.shown() + " |"));
    section.forEach(System.out::println);
    Duration well = absence.until(comesBack);
    System.out.printf("%s: all well again after %.0f s%n", what, well.toMillis() / 1e3);
    assertThat(office.faults()).as("answers that no service should give").isEmpty();
    TABLE.add("### " + what + " away for " + AWAY.toSeconds() + " s");
    TABLE.add("");
    TABLE.add("All well again %.0f s after it came back.".formatted(well.toMillis() / 1e3));
    TABLE.add("Approved meanwhile and on the site meanwhile: " + (published ? "yes" : "no") + ".");
    TABLE.add("");
    TABLE.add("| what people do | what comes |");
    TABLE.add("|---|---|");
    TABLE.addAll(section);
    TABLE.add("");
    return well;
  }
}
