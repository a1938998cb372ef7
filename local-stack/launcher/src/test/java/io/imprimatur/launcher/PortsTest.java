package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir Path folder;

  @Test
  void allMoveTogether() {
    var ports = Ports.read(Script.PROJECT.resolve("config/ports.properties"), 1000);
    assertThat(ports.of("publishing")).isEqualTo(9400);
    assertThat(ports.of("store")).isEqualTo(9409);
  }

  @Test
  void anOffsetThatLeavesTheRangeIsRefused() throws Exception {
    Path file = file("store=8409\n");
    assertThatThrownBy(() -> Ports.read(file, 60_000))
        .hasMessageContaining("--port-offset 60000 moves store to 68409");
    assertThatThrownBy(() -> Ports.read(file, -9000)).hasMessageContaining("-591");
  }

  @Test
  void aWrongLineIsNamed() throws Exception {
    Path file = file("store=many\n");
    assertThatThrownBy(() -> Ports.read(file, 0)).hasMessageContaining("says store=many");
  }

  @Test
  void aMissingLineIsNamed() throws Exception {
    var ports = Ports.read(file("store=8409\n"), 0);
    assertThatThrownBy(() -> ports.of("broker")).hasMessageContaining("lacks the line broker=PORT");
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("ports.properties"), content);
  }
}
