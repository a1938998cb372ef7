package io.imprimatur.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text for the demo: lines {@code name: value}, an empty line, the body's HTML.
 *
 * @param fields as the API takes them, but for {@code translationOf}
 * @param translationOf another text's name
 * @param reason why its first round ends with changes requested
 */
record DemoText(
    Map<String, Object> fields, Optional<String> translationOf, Optional<String> reason) {

  /** Reads {@code demo/NAME.html} beside the program. */
  static DemoText read(String name) {
    String path = "/demo/" + name + ".html";
    try (InputStream in = DemoText.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + path);
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Failure("%s can't be read: %s.".formatted(path, e), e);
    }
  }

  static DemoText of(String content) {
    int end = content.indexOf("\n\n");
    var head = new LinkedHashMap<String, String>();
    content
        .substring(0, end)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              head.put(line.substring(0, colon), line.substring(colon + 2));
            });
    var fields = new LinkedHashMap<String, Object>();
    fields.put("title", head.get("title"));
    fields.put("summary", head.get("summary"));
    fields.put("body", content.substring(end + 2));
    fields.put("section", head.get("section"));
    fields.put("language", head.get("language"));
    fields.put("topics", List.of(head.get("topics").split(", ")));
    fields.put("changeNote", head.getOrDefault("change-note", ""));
    return new DemoText(
        fields,
        Optional.ofNullable(head.get("translation-of")),
        Optional.ofNullable(head.get("reason")));
  }

  String title() {
    return fields.get("title").toString();
  }

  String language() {
    return fields.get("language").toString();
  }

  /** What is sent, with the other language's article where there is one. */
  Map<String, Object> request(Optional<String> translated) {
    var request = new LinkedHashMap<>(fields);
    translated.ifPresent(id -> request.put("translationOf", id));
    return request;
  }
}
