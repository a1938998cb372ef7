package io.imprimatur.system.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a writer typed. Its canonical form and digest are worked out here once more, by hand, as
 * docs/events.md says.
 */
record Text(
    String title, String summary, String body, String section, String language, String changeNote) {

  /** As the API takes it. */
  Map<String, Object> draft() {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("title", title);
    draft.put("summary", summary);
    draft.put("body", body);
    draft.put("section", section);
    draft.put("language", language);
    draft.put("changeNote", changeNote);
    return draft;
  }

  /**
   * Keys sorted, no spaces (RFC 8785); these texts hold nothing that needs an escape but quotes.
   */
  String canonicalJson() {
    return "{\"attachments\":[],\"body\":"
        + quoted(body)
        + ",\"changeNote\":"
        + quoted(changeNote)
        + ",\"language\":"
        + quoted(language)
        + ",\"section\":"
        + quoted(section)
        + ",\"summary\":"
        + quoted(summary)
        + ",\"title\":"
        + quoted(title)
        + ",\"topics\":[],\"v\":1}";
  }

  String digest() {
    return digest(canonicalJson().getBytes(StandardCharsets.UTF_8));
  }

  static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String value) {
    String nfc = Normalizer.normalize(value, Normalizer.Form.NFC);
    return "\"" + nfc.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
