package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolTest {

  @TempDir Path folder;

  @Test
  void whatIsMissingIsNamedWithTheWayToGetIt() {
    assertThatThrownBy(() -> Tool.JQ.demand("no-such-jq"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("jq is needed, and there is no program no-such-jq. Install it")
        .hasMessageContaining("apt-get install jq");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LibreSSL 3.3.6", "OpenSSL 1.1.1w  11 Sep 2023"})
  void whatIsTooOldOrSomethingElseIsNotTaken(String version) throws Exception {
    assertThatThrownBy(() -> Tool.OPENSSL.demand(saying(version)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("OpenSSL 3 or newer is needed, and ")
        .hasMessageContaining(" says that it is " + version + ". Install it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OpenSSL 3.0.0 7 sep 2021", "OpenSSL 4.0.1", "OpenSSL 10.2.0"})
  void whatIsNewEnoughIsTaken(String version) {
    assertThatCode(() -> Tool.OPENSSL.demand(saying(version))).doesNotThrowAnyException();
  }

  private String saying(String version) throws Exception {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/sh\necho '" + version + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }
}
