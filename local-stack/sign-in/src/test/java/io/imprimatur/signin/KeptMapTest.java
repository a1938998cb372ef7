package io.imprimatur.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptMapTest {

  @TempDir private Path folder;

  private KeptMap<String> map() {
    return new KeptMap<>(folder.resolve("kept"), String.class, "over"::equals);
  }

  @Test
  void whatWasPutIsThereForTheNextProcessWithoutAnyGoodbye() {
    var first = map();
    first.put("a", "one");
    first.put("a", "two");
    first.put("../b", "三");
    first.put("c", "gone");
    first.remove("c");
    assertThat(map()).isEqualTo(Map.of("a", "two", "../b", "三"));
    assertThat(folder.resolve("b.entry")).doesNotExist();
  }

  @Test
  void whatCannotBeReadOrWasHalfWrittenIsForgotten() throws Exception {
    map().put("a", "one");
    Files.writeString(folder.resolve("kept/62.entry"), "no serialized object");
    Files.writeString(folder.resolve("kept/entry1.new"), "half");
    assertThat(map()).isEqualTo(Map.of("a", "one"));
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void whatNobodyNeedsAnyMoreGoesAway() {
    var kept = map();
    kept.put("a", "over");
    for (int i = 0; i < 60; i++) {
      kept.put("b", "one");
    }
    assertThat(kept).containsOnlyKeys("b");
    kept.put("a", "over");
    assertThat(map()).containsOnlyKeys("b");
  }

  @Test
  void onlyTheOwnerLooksIn() throws Exception {
    map().put("a", "one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kept"))))
        .isEqualTo("rwx------");
  }
}
