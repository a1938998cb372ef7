package io.imprimatur.seals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Checks seals: compact JWS (RFC 7515) with {@code alg: Ed25519} (RFC 9864) under a key that the
 * office publishes. Strict about everything that could give a seal a second reading; a key that
 * comes with the seal itself is never looked at.
 */
public final class SealVerifier {

  /** The header's {@code typ}: keeps a seal and any other thing signed apart (RFC 8725, 3.11). */
  static final String TYPE = "imprimatur-seal+jws";

  /** Longer than any seal: title and summary at their limits in four-byte characters and topics. */
  static final int MAX_LENGTH = 64 * 1024;

  /** Each takes some 2 KiB. */
  private static final int MOST_REMEMBERED = 1_000;

  private final PublicKeys keys;

  /**
   * Signatures that were right, the last that were asked for. The same bytes under the same key are
   * right again, and a page that lists ten articles need not reckon it ten times; whether the key
   * is still the office's is asked every time.
   */
  private final Map<Signed, Boolean> right =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Signed, Boolean> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  /**
   * @param key the public key's {@code x}
   * @param jws the whole seal
   */
  private record Signed(Base64URL key, String jws) {}

  public SealVerifier(PublicKeys keys) {
    this.keys = keys;
  }

  /**
   * Verifies a seal that came with an article.
   *
   * @param jws the compact JWS, or null where none came
   * @param articleId the article that it must belong to
   * @return what it vouches for; {@link Seal#check} then compares it with a text
   * @throws SealRefused where it is missing, malformed, forged or of another article: permanent
   * @throws KeysUnreachable where its key is not known and can't be asked for now: transient
   */
  public Seal verify(String jws, String articleId) {
    Seal seal = verify(jws);
    if (!seal.articleId().equals(articleId)) {
      throw new SealRefused(
          "the seal belongs to another article, %s".formatted(Shown.of(seal.articleId())));
    }
    return seal;
  }

  private Seal verify(String jws) {
    if (jws == null || jws.isEmpty()) {
      throw new SealRefused("there is no seal");
    }
    if (jws.length() > MAX_LENGTH) {
      throw new SealRefused("the seal is longer than " + MAX_LENGTH + " characters");
    }
    String[] parts = jws.split("\\.", -1);
    if (parts.length != 3) {
      throw new SealRefused(
          "a seal has three parts (header.payload.signature), this one has " + parts.length);
    }
    byte[] headerBytes = decode("header", parts[0]);
    byte[] payload = decode("payload", parts[1]);
    byte[] signature = decode("signature", parts[2]);
    String kid = kidOf(StrictJson.readObject("the seal's header", headerBytes));
    OctetKeyPair key =
        keys.find(kid)
            .orElseThrow(
                () ->
                    new SealRefused(
                        "the seal's key %s is none of the office's".formatted(Shown.of(kid))));
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    Signed whole = new Signed(key.getX(), jws);
    if (!right.containsKey(whole)) {
      if (!signedBy(key, parts[0], signed, signature)) {
        throw new SealRefused("the seal's signature is wrong");
      }
      right.put(whole, true);
    }
    return StrictJson.readSeal(payload);
  }

  private static boolean signedBy(
      OctetKeyPair key, String header, byte[] signed, byte[] signature) {
    try {
      return new Ed25519.Verifier(key)
          .verify(JWSHeader.parse(new Base64URL(header)), signed, Base64URL.encode(signature));
    } catch (ParseException | JOSEException e) {
      throw new SealRefused("the seal can't be checked: " + Shown.of(e.getMessage()), e);
    }
  }

  private static String kidOf(JsonNode header) {
    String alg = string(header, "alg");
    if (!"Ed25519".equals(alg)) {
      throw new SealRefused("a seal's alg is Ed25519, this one says " + Shown.of(alg));
    }
    if (header.has("crit")) {
      throw new SealRefused("the seal's header has critical parts (crit) that are not known here");
    }
    if (header.has("b64") || header.has("zip")) {
      throw new SealRefused("a seal's header has neither b64 nor zip");
    }
    String typ = string(header, "typ");
    if (!TYPE.equals(typ)) {
      throw new SealRefused("a seal's typ is " + TYPE + ", this one says " + Shown.of(typ));
    }
    return string(header, "kid");
  }

  private static String string(JsonNode header, String name) {
    JsonNode value = header.get(name);
    if (value == null || !value.isString()) {
      throw new SealRefused("the seal's header has no " + name);
    }
    return value.stringValue();
  }

  /** Base64url without padding (RFC 7515, section 2), in its one canonical spelling. */
  private static byte[] decode(String part, String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new SealRefused("the seal's " + part + " is no base64url", e);
    }
    throw new SealRefused("the seal's " + part + " is no canonical base64url");
  }
}
