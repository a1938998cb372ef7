package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSearchTest {

  @TempDir Path folder;
  private Script script;
  private Path jdks;

  @BeforeEach
  void place() throws IOException {
    script = Script.copiedTo(folder.resolve("project"));
    jdks = Files.createDirectory(folder.resolve("jdks"));
  }

  @Test
  void takesTheNewest() throws Exception {
    jdk("jdk-21.0.9", "21.0.9");
    Path newest = jdk("a", "25.0.1");
    jdk("jdk-17", "17.0.15");
    assertThat(found()).isEqualTo(newest);
  }

  @Test
  void comparesVersionsAsNumbers() throws Exception {
    jdk("nine", "21.0.9");
    Path newest = jdk("ten", "21.0.10");
    assertThat(found()).isEqualTo(newest);
  }

  @Test
  void comparesFeatureVersionsFirst() throws Exception {
    jdk("patched", "21.0.11.0.1");
    Path newest = jdk("first", "24");
    assertThat(found()).isEqualTo(newest);
  }

  @Test
  void asksTheProgramWhereThereIsNoReleaseFile() throws Exception {
    Path jdk = jdk("plain", "22.0.2");
    Files.delete(jdk.resolve("release"));
    Script.executable(
        jdk.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"22.0.2\" 2024-07-16' >&2\n");
    assertThat(found()).isEqualTo(jdk);
  }

  @Test
  void passesOverOneWithoutCompiler() throws Exception {
    Path runtime = jdk("jre-25", "25.0.1");
    Files.delete(runtime.resolve("bin/javac"));
    Path jdk = jdk("jdk-21", "21.0.4");
    assertThat(found()).isEqualTo(jdk);
  }

  @Test
  void looksIntoMacBundles() throws Exception {
    Path jdk = jdk("temurin-21.jdk/Contents/Home", "21.0.4");
    assertThat(found()).isEqualTo(jdk);
  }

  @Test
  void looksAtJavaHome() throws Exception {
    jdk("jdk-21", "21.0.4");
    Path named = jdkIn(folder.resolve("elsewhere/my jdk"), "23.0.1");
    var result =
        script.run(
            folder,
            Map.of("IMPRIMATUR_JDKS", jdks.toString(), "JAVA_HOME", named.toString()),
            "jdk");
    assertThat(Path.of(result.output().strip())).isEqualTo(named);
  }

  @Test
  void looksBehindTheCompilerOnThePath() throws Exception {
    Path jdk = jdkIn(folder.resolve("elsewhere/jdk"), "23.0.1");
    Files.createSymbolicLink(script.tools().resolve("javac"), jdk.resolve("bin/javac"));
    assertThat(found()).isEqualTo(jdk);
  }

  @Test
  void saysWhatToDoWhereThereIsNone() throws Exception {
    Path old = jdk("jdk-17", "17.0.15");
    var result = script.run(folder, Map.of("IMPRIMATUR_JDKS", jdks.toString()), "start");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output().lines()).hasSize(1);
    assertThat(result.output())
        .contains("needs a JDK, version 21 or newer")
        .contains("only " + old + " (17.0.15)")
        .contains("install one")
        .contains("JAVA_HOME");
  }

  private Path found() throws Exception {
    var result = script.run(folder, Map.of("IMPRIMATUR_JDKS", jdks.toString()), "jdk");
    assertThat(result.exitCode()).as(result.output()).isZero();
    return Path.of(result.output().strip());
  }

  private Path jdk(String name, String version) throws IOException {
    return jdkIn(jdks.resolve(name), version);
  }

  private static Path jdkIn(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Script.executable(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
    Script.executable(home.resolve("bin/javac"), "#!/bin/sh\nexit 1\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
