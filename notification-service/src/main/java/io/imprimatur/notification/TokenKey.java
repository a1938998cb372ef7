package io.imprimatur.notification;

import io.imprimatur.notification.subscription.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The key that signs the links in mails, read from its file. */
final class TokenKey {

  private TokenKey() {}

  /**
   * Reads it.
   *
   * @throws TokenKeyUnusable where the file is missing or holds none; says what to do
   */
  static Signature read(String file) {
    if (file == null || file.isBlank()) {
      throw new TokenKeyUnusable("It is not said which file holds the key that signs links.");
    }
    Path path = Path.of(file).toAbsolutePath();
    byte[] key;
    try {
      key = Base64.getMimeDecoder().decode(Files.readString(path).strip());
    } catch (IOException e) {
      throw new TokenKeyUnusable(
          "The file with the key that signs links, %s, can't be read: %s".formatted(path, e));
    } catch (IllegalArgumentException e) {
      // The cause may quote the key.
      throw new TokenKeyUnusable(
          "The file with the key that signs links, %s, holds no base64.".formatted(path));
    }
    if (key.length < Signature.LEAST_KEY_BYTES) {
      throw new TokenKeyUnusable(
          "The key that signs links, in %s, has %d bytes; it needs %d or more."
              .formatted(path, key.length, Signature.LEAST_KEY_BYTES));
    }
    return new Signature(key);
  }
}
