package io.imprimatur.launcher;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stack's key files: JWK Sets (RFC 7517) with one private key each, and two secrets. Made once,
 * readable by their owner alone, never written over.
 */
final class Keys {

  /** Ed25519 (RFC 8037), signs seals. */
  static final String SEAL = "seal.jwks.json";

  /** RSA 2048 (RFC 7518), signs access tokens. */
  static final String SIGN_IN = "sign-in.jwks.json";

  /** 32 random bytes in base64, sign the links to unsubscribe. */
  static final String SUBSCRIPTION = "subscription.key";

  /** 32 random bytes in base64, which sign-in and the four services share as OIDC_CLIENT_SECRET. */
  static final String CLIENT = "oidc-client.secret";

  private static final int RAW_ED25519 = 32;
  private static final int SECRET_BYTES = 32;
  private static final int RSA_BITS = 2048;

  private Keys() {}

  /** Makes those that are missing in the folder. */
  static void makeMissing(Path folder) {
    try {
      make(folder.resolve(SEAL), () -> jwkSet(ed25519()));
      make(folder.resolve(SIGN_IN), () -> jwkSet(rsa()));
      make(folder.resolve(SUBSCRIPTION), Keys::secret);
      make(folder.resolve(CLIENT), Keys::secret);
    } catch (GeneralSecurityException e) {
      throw new Failure(
          "This JDK can't make the keys (%s): use one from Debian, Adoptium or Oracle, version 21 or newer."
              .formatted(e.getMessage()),
          e);
    }
  }

  private interface Maker {
    String make() throws GeneralSecurityException;
  }

  /** The content is whole before the file has its name, so a crash leaves no half a key behind. */
  private static void make(Path file, Maker maker) throws GeneralSecurityException {
    if (Files.exists(file)) {
      return;
    }
    Path unfinished = null;
    try {
      unfinished =
          Files.createTempFile(
              file.getParent(),
              file.getFileName().toString(),
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, maker.make());
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException e) {
      throw new Failure("%s was made by another command meanwhile: try again.".formatted(file), e);
    } catch (IOException e) {
      throw Disk.cannotWrite(file, e);
    } finally {
      delete(unfinished);
    }
  }

  private static void delete(Path unfinished) {
    if (unfinished == null) {
      return;
    }
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw Disk.cannotWrite(unfinished, e);
    }
  }

  private static String jwkSet(Map<String, String> jwk) {
    return Json.write(Map.of("keys", List.of(jwk))) + "\n";
  }

  private static Map<String, String> ed25519() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    // Both encodings (RFC 8410) end with the raw key.
    var required = new TreeMap<String, String>();
    required.put("kty", "OKP");
    required.put("crv", "Ed25519");
    required.put("x", base64Url(tail(pair.getPublic().getEncoded())));
    var jwk = described(required, "Ed25519");
    jwk.put("d", base64Url(tail(pair.getPrivate().getEncoded())));
    return jwk;
  }

  private static byte[] tail(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519, encoded.length);
  }

  private static Map<String, String> rsa() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(RSA_BITS);
    var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    var required = new TreeMap<String, String>();
    required.put("kty", "RSA");
    required.put("n", unsigned(key.getModulus()));
    required.put("e", unsigned(key.getPublicExponent()));
    var jwk = described(required, "RS256");
    jwk.put("d", unsigned(key.getPrivateExponent()));
    jwk.put("p", unsigned(key.getPrimeP()));
    jwk.put("q", unsigned(key.getPrimeQ()));
    jwk.put("dp", unsigned(key.getPrimeExponentP()));
    jwk.put("dq", unsigned(key.getPrimeExponentQ()));
    jwk.put("qi", unsigned(key.getCrtCoefficient()));
    return jwk;
  }

  /** Adds what every key says of itself; its name is its thumbprint (RFC 7638). */
  private static Map<String, String> described(TreeMap<String, String> required, String algorithm)
      throws GeneralSecurityException {
    var canonical = new StringBuilder("{");
    required.forEach(
        (name, value) ->
            canonical
                .append(canonical.length() > 1 ? "," : "")
                .append('"' + name + "\":\"" + value + '"'));
    byte[] thumbprint =
        MessageDigest.getInstance("SHA-256")
            .digest(canonical.append('}').toString().getBytes(StandardCharsets.UTF_8));
    var jwk = new LinkedHashMap<String, String>(required);
    jwk.put("kid", base64Url(thumbprint));
    jwk.put("alg", algorithm);
    jwk.put("use", "sig");
    return jwk;
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  /** Base64urlUInt of RFC 7518: no sign byte. */
  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64Url(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
