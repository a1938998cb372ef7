package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static final byte[] TEXT = "let it be printed".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;

  @BeforeAll
  static void make() {
    Keys.makeMissing(folder);
  }

  @Test
  void theSealKeyIsAnEd25519KeyThatSigns() throws Exception {
    Map<String, String> jwk = onlyKey(Keys.SEAL);
    assertThat(jwk)
        .containsEntry("kty", "OKP")
        .containsEntry("crv", "Ed25519")
        .containsEntry("alg", "Ed25519")
        .containsEntry("use", "sig")
        .containsEntry(
            "kid",
            thumbprint("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + jwk.get("x") + "\"}"));

    var factory = KeyFactory.getInstance("Ed25519");
    PrivateKey secret =
        factory.generatePrivate(
            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes(jwk.get("d"))));
    byte[] point = bytes(jwk.get("x"));
    assertThat(point).hasSize(32);
    boolean odd = (point[31] & 0x80) != 0;
    point[31] &= 0x7f;
    PublicKey open =
        factory.generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519,
                new EdECPoint(odd, new BigInteger(1, reversed(point)))));
    assertSigns("Ed25519", secret, open);
  }

  @Test
  void theSignInKeyIsAnRsaKeyThatSigns() throws Exception {
    Map<String, String> jwk = onlyKey(Keys.SIGN_IN);
    assertThat(jwk)
        .containsEntry("kty", "RSA")
        .containsEntry("alg", "RS256")
        .containsEntry("use", "sig")
        .containsEntry(
            "kid",
            thumbprint(
                "{\"e\":\"" + jwk.get("e") + "\",\"kty\":\"RSA\",\"n\":\"" + jwk.get("n") + "\"}"));
    assertThat(number(jwk, "n").bitLength()).isEqualTo(2048);
    assertThat(bytes(jwk.get("n"))).as("no sign byte").hasSize(256);

    var factory = KeyFactory.getInstance("RSA");
    PrivateKey secret =
        factory.generatePrivate(
            new RSAPrivateCrtKeySpec(
                number(jwk, "n"),
                number(jwk, "e"),
                number(jwk, "d"),
                number(jwk, "p"),
                number(jwk, "q"),
                number(jwk, "dp"),
                number(jwk, "dq"),
                number(jwk, "qi")));
    PublicKey open =
        factory.generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    assertSigns("SHA256withRSA", secret, open);
  }

  @Test
  void secretsAre32BytesInBase64() throws Exception {
    for (String name : List.of(Keys.SUBSCRIPTION, Keys.CLIENT)) {
      String text = Files.readString(folder.resolve(name)).strip();
      assertThat(Base64.getDecoder().decode(text)).hasSize(32);
    }
  }

  @Test
  void onlyTheOwnerReadsThem() throws Exception {
    for (String name : List.of(Keys.SEAL, Keys.SIGN_IN, Keys.SUBSCRIPTION, Keys.CLIENT)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing is left lying about").hasSize(4);
    }
  }

  @Test
  void isNeverWrittenOver(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve(Keys.SEAL), "an older key");
    Files.writeString(other.resolve(Keys.SIGN_IN), "another");
    Keys.makeMissing(other);
    assertThat(other.resolve(Keys.SEAL)).hasContent("an older key");
    assertThat(other.resolve(Keys.SIGN_IN)).hasContent("another");
    assertThat(other.resolve(Keys.SUBSCRIPTION)).exists();
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> onlyKey(String file) throws Exception {
    var keys =
        (List<Map<String, String>>) Json.object(Files.readString(folder.resolve(file))).get("keys");
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }

  private static void assertSigns(String algorithm, PrivateKey secret, PublicKey open)
      throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(TEXT);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(TEXT);
    assertThat(signature.verify(signed)).isTrue();
  }

  private static String thumbprint(String canonical) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private static BigInteger number(Map<String, String> jwk, String name) {
    return new BigInteger(1, bytes(jwk.get(name)));
  }

  private static byte[] bytes(String base64Url) {
    return Base64.getUrlDecoder().decode(base64Url);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
