package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  @TempDir Path folder;

  @Test
  void remembersAProcess() {
    Path file = folder.resolve("broker.json");
    Run.of(ProcessHandle.current(), "v1").write(file);
    Run read = Run.read(file).orElseThrow();
    assertThat(read.version()).isEqualTo("v1");
    assertThat(read.process()).contains(ProcessHandle.current());
  }

  @Test
  void aNumberThatAnotherProcessHasNowIsNotTheOne() {
    var run =
        new Run(ProcessHandle.current().pid(), Instant.now().minus(Duration.ofHours(1)), "v1");
    assertThat(run.process()).isEmpty();
    assertThat(run.end(Duration.ZERO)).as("leaves it alone").isTrue();
  }

  @Test
  void anEndedProcessIsNotTheOne() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    Run run = Run.of(process.toHandle(), "v1");
    assertThat(run.process()).isPresent();
    process.destroyForcibly().waitFor();
    assertThat(run.process()).isEmpty();
  }

  @Test
  void endsOneThatListens() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    assertThat(Run.of(process.toHandle(), "v1").end(Duration.ofSeconds(5))).isTrue();
    assertThat(process.waitFor()).isNotZero();
  }

  @Test
  void killsOneThatDoesNot() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo trapped; while :; do sleep 1; done")
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("trapped");
    assertThat(Run.of(process.toHandle(), "v1").end(Duration.ofMillis(300))).isFalse();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("has ended").isTrue();
  }

  @Test
  void aSpoiltFileIsAsGoodAsNone() throws Exception {
    Path file = folder.resolve("broker.json");
    assertThat(Run.read(file)).isEmpty();
    for (String content :
        new String[] {
          "", "{}", "no json", "{\"pid\": 1, \"startedAt\": \"now\", \"version\": \"\"}"
        }) {
      assertThat(Run.read(Files.writeString(file, content))).isEmpty();
    }
  }
}
