package io.imprimatur.notification.subscription;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts signed with HMAC-SHA-256 (RFC 2104), in a form that fits an address: {@code text.signature}
 * in base64url. One key signs; what earlier keys signed, or a later one of which another instance
 * knows already, is read as well.
 */
public final class Signature {

  /** The least bytes that a key may have: as many as SHA-256 gives (RFC 2104, section 3). */
  public static final int LEAST_KEY_BYTES = 32;

  /** The most keys: whoever sends nonsense makes this instance reckon with each of them. */
  public static final int MOST_KEYS = 20;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 4096;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final List<SecretKeySpec> keys;

  /**
   * @param keys one to {@value #MOST_KEYS}, each of {@value #LEAST_KEY_BYTES} random bytes or more;
   *     the first one signs
   */
  public Signature(List<byte[]> keys) {
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          "links need 1 to %d keys, not %d".formatted(MOST_KEYS, keys.size()));
    }
    this.keys = keys.stream().map(Signature::key).toList();
  }

  private static SecretKeySpec key(byte[] bytes) {
    if (bytes.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key to sign links needs %d bytes or more, not %d"
              .formatted(LEAST_KEY_BYTES, bytes.length));
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  String sign(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ENCODER.encodeToString(bytes)
        + "."
        + ENCODER.encodeToString(hmac(keys.getFirst(), bytes));
  }

  /** The text that was signed, or nothing where the signature is not ours. */
  Optional<String> read(String token) {
    int dot = token == null || token.length() > LONGEST ? -1 : token.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return keys.stream().anyMatch(key -> MessageDigest.isEqual(signature, hmac(key, bytes)))
          ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
