package io.imprimatur.review.approval;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the hashes of people's ids one article's own: the public sees that two approvals are by two
 * people, not who they are, nor that the same person approved another article.
 *
 * @param base64 32 random bytes
 */
public record Salt(String base64) {

  private static final int BYTES = 32;

  public static Salt random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Salt(Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * HMAC-SHA-256 (RFC 2104) of a person's id under this salt, as {@code hmac-sha256:} and 64 hex
   * digits.
   */
  String hash(String personId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256"));
      byte[] hash = mac.doFinal(personId.getBytes(StandardCharsets.UTF_8));
      return "hmac-sha256:" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Not for logs. */
  @Override
  public String toString() {
    return "Salt[…]";
  }
}
