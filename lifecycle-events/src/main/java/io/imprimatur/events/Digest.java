package io.imprimatur.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one exact text: {@code sha256:} and 64 lower-case hex digits over its {@linkplain
 * CanonicalText canonical JSON} (RFC 8785). What a reviewer decides on, and what a seal vouches
 * for.
 *
 * @param value the whole name, prefix included
 */
public record Digest(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException where the value has another form
   */
  @JsonCreator
  public Digest {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a digest is sha256: followed by 64 lower-case hex digits");
    }
  }

  /** The digest of a text. */
  public static Digest of(Text text) {
    return ofBytes(CanonicalText.json(text).getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of any bytes, such as an attached file's. */
  public static Digest ofBytes(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Digest("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
