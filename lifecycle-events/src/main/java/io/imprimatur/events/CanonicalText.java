package io.imprimatur.events;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one spelling of a text over which its digest is taken: JSON in the canonical form of RFC
 * 8785, of {@code {v:1, title, summary, body, section, language, topics, changeNote, attachments}}.
 */
public final class CanonicalText {

  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CanonicalText() {}

  /**
   * The canonical JSON of a text.
   *
   * @throws IllegalArgumentException where a string holds half of a surrogate pair, which has no
   *     UTF-8 form
   */
  public static String json(Text text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("v", VERSION);
    fields.put("title", wellFormed("title", text.title()));
    fields.put("summary", wellFormed("summary", text.summary()));
    fields.put("body", wellFormed("body", text.body()));
    fields.put("section", wellFormed("section", text.section()));
    fields.put("language", text.language());
    fields.put("topics", text.topics().stream().map(t -> wellFormed("topics", t)).toList());
    fields.put("changeNote", wellFormed("changeNote", text.changeNote()));
    fields.put(
        "attachments", text.attachments().stream().map(a -> wellFormed("attachments", a)).toList());
    try {
      return new JsonCanonicalizer(JSON.writeValueAsString(fields)).getEncodedString();
    } catch (IOException e) {
      throw new IllegalStateException("a text of plain strings always has a canonical form", e);
    }
  }

  private static String wellFormed(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            field + " holds half of a surrogate pair at character " + i);
      }
    }
    return value;
  }
}
