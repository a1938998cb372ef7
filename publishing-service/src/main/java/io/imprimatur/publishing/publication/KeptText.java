package io.imprimatur.publishing.publication;

import io.imprimatur.events.CanonicalText;
import io.imprimatur.events.Text;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text as it is kept: the very bytes over which its digest is taken (canonical JSON, RFC 8785).
 */
public record KeptText(byte[] json) {

  private static final JsonMapper READER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public static KeptText of(Text text) {
    return new KeptText(CanonicalText.json(text).getBytes(StandardCharsets.UTF_8));
  }

  /** The text. Only for bytes that match their digest. */
  Text text() {
    return READER.readValue(json, Text.class);
  }
}
