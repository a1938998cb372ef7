package io.imprimatur.publishing.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A ready answer: bytes and what their headers say.
 *
 * @param status the HTTP status
 * @param mediaType with its charset
 * @param language the Content-Language, or null
 * @param body as it is sent
 * @param zipped the same in gzip (RFC 1952), or null where that saves nothing
 * @param tag names exactly these bytes, without quotes
 * @param changed the last time that anything on it can have changed, or null where it is not known
 * @param location where a redirect leads, or null
 */
public record Page(
    int status,
    String mediaType,
    String language,
    byte[] body,
    byte[] zipped,
    String tag,
    Instant changed,
    String location) {

  static final String HTML = "text/html;charset=UTF-8";
  private static final int WORTH_ZIPPING = 512;
  private static final int TAG_BYTES = 18;
  private static final int OVERHEAD = 400;

  static Page html(int status, String language, String html, Instant changed) {
    return of(status, HTML, language, html.getBytes(StandardCharsets.UTF_8), changed);
  }

  static Page of(int status, String mediaType, String language, byte[] body, Instant changed) {
    byte[] zipped = body.length < WORTH_ZIPPING ? body : zip(body);
    return new Page(
        status,
        mediaType,
        language,
        body,
        zipped.length < body.length ? zipped : null,
        tag(body),
        changed,
        null);
  }

  static Page redirect(String location) {
    byte[] nothing = {};
    return new Page(302, HTML, null, nothing, null, tag(nothing), null, location);
  }

  /** What it takes in memory, in bytes. */
  int weight() {
    return OVERHEAD + body.length + Optional.ofNullable(zipped).map(z -> z.length).orElse(0);
  }

  private static byte[] zip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory never fails to be written", e);
    }
    return out.toByteArray();
  }

  private static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] start = Arrays.copyOf(hash, TAG_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(start);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
