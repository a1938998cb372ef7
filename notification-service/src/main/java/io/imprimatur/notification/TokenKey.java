package io.imprimatur.notification;

import io.imprimatur.notification.subscription.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The keys of the links in mails, read from their file: base64, a blank line between two keys. The
 * first one signs; links of the others go on working.
 */
final class TokenKey {

  private TokenKey() {}

  /**
   * Reads them.
   *
   * @throws TokenKeyUnusable where the file is missing or holds anything else; says what to do
   */
  static Signature read(String file) {
    if (file == null || file.isBlank()) {
      throw new TokenKeyUnusable("It is not said which file holds the key that signs links.");
    }
    Path path = Path.of(file).toAbsolutePath();
    List<byte[]> keys = new ArrayList<>();
    try {
      for (String key : Files.readString(path).strip().split("\\R(?:[ \\t]*\\R)+")) {
        keys.add(decoded(key, path));
      }
    } catch (IOException e) {
      throw new TokenKeyUnusable(
          "The file with the key that signs links, %s, can't be read: %s".formatted(path, e));
    }
    if (keys.size() > Signature.MOST_KEYS) {
      throw new TokenKeyUnusable(
          "The file with the keys of links, %s, holds %d; it may hold %d."
              .formatted(path, keys.size(), Signature.MOST_KEYS));
    }
    return new Signature(keys);
  }

  private static byte[] decoded(String base64, Path path) {
    byte[] key;
    try {
      // A long key stands in several lines.
      key = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The cause may quote the key.
      throw new TokenKeyUnusable(
          "The file with the key that signs links, %s, holds no base64.".formatted(path));
    }
    if (key.length < Signature.LEAST_KEY_BYTES) {
      throw new TokenKeyUnusable(
          "A key that signs links, in %s, has %d bytes; it needs %d or more."
              .formatted(path, key.length, Signature.LEAST_KEY_BYTES));
    }
    return key;
  }
}
