package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsWhatItWrites() {
    var map = new LinkedHashMap<String, Object>();
    map.put("text", "a \"quoted\" \\ line\nand 中文 \t \u0001");
    map.put("number", 12L);
    map.put("fraction", 0.25);
    map.put("yes", true);
    map.put("nothing", null);
    map.put("list", new ArrayList<>(List.of("a", Map.of("b", List.of()))));
    map.put("empty", Map.of());
    assertThat(Json.parse(Json.write(map))).isEqualTo(map);
  }

  @Test
  void readsWhatOthersWrite() {
    assertThat(Json.parse(" [ 1 , -2.5e3,\"\\u4e2d\\/\\b\\f\\r\" , {\"a\" : null}, {} ] "))
        .asString()
        .isEqualTo("[1, -2500.0, 中/\b\f\r, {a=null}, {}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1",
        "[1 2]",
        "{\"a\" 1}",
        "{a:1}",
        "\"open",
        "nul",
        "1 2",
        "\"\\x\"",
        "-"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
