package io.imprimatur.system.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A new key for seals, as an administrator makes one (RFC 8037). */
final class NewKey {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NewKey() {}

  /** Puts a new key in front of those in the file: it signs from review's next start on. */
  static void putInFront(Path file) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String x = tail(pair.getPublic().getEncoded());
      String canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
      byte[] thumbprint =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      Map<String, String> key = new LinkedHashMap<>();
      key.put("kty", "OKP");
      key.put("crv", "Ed25519");
      key.put("x", x);
      key.put("d", tail(pair.getPrivate().getEncoded()));
      key.put("kid", Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint));
      key.put("alg", "Ed25519");
      key.put("use", "sig");
      ObjectNode set = (ObjectNode) JSON.readTree(Files.readString(file));
      ((ArrayNode) set.get("keys")).insert(0, JSON.valueToTree(key));
      Files.writeString(file, JSON.writeValueAsString(set));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Both encodings (RFC 8410) end with the raw key of 32 bytes. */
  private static String tail(byte[] encoded) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }
}
