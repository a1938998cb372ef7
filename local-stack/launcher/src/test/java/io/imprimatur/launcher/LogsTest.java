package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

  @TempDir Path folder;

  @Test
  void aStructuredLineSaysItsMessage() {
    assertThat(
            Logs.readable(
                "{\"@timestamp\":\"2026\",\"log\":{\"level\":\"ERROR\"},\"message\":\"\\n\\nNo key file\"}"))
        .isEqualTo("ERROR No key file");
    assertThat(Logs.readable("ready on localhost:8407")).isEqualTo("ready on localhost:8407");
    assertThat(Logs.readable("{cut off")).isEqualTo("{cut off");
    assertThat(Logs.readable("{\"a\": 1}")).isEqualTo("{\"a\": 1}");
  }

  @Test
  void theTailBeginsWhereTheStartBegan() throws Exception {
    Path log = folder.resolve("x.log");
    Files.writeString(log, "of an earlier start\n");
    long from = Processes.length(log);
    Files.writeString(log, "of an earlier start\none\ntwo\nthree\n");
    assertThat(Processes.tail(log, from, 10)).containsExactly("one", "two", "three");
    assertThat(Processes.tail(log, from, 2)).containsExactly("two", "three");
    assertThat(Processes.tail(folder.resolve("none"), 0, 5)).isEmpty();
  }
}
