package io.imprimatur.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ed25519 keys for the seal (RFC 8037): a JWK Set file with the private part, as review gets it,
 * and a server for the public part that can be switched off and on.
 */
public final class TestKeys implements AutoCloseable {

  private static final String PATH = "/.well-known/jwks.json";
  private static final int RAW_KEY_BYTES = 32;

  private final HttpFiles files = new HttpFiles();
  private final Path folder = TemporaryFolder.create("keys");
  private final List<JWK> keys = new ArrayList<>();

  private TestKeys() {
    add();
  }

  /** A set with one new key, served at once. */
  public static TestKeys create() {
    return new TestKeys();
  }

  /** Puts a new key in front: the file's first key is the one that signs from now on. */
  public void add() {
    keys.addFirst(newKey());
    publish();
  }

  /** Puts a new key in the place of all others. */
  public void replace() {
    keys.clear();
    add();
  }

  /** The JWK Set file with the private keys. */
  public Path file() {
    return folder.resolve("seal.jwks.json");
  }

  /** Address of the public keys. */
  public String url() {
    return files.uri() + PATH;
  }

  /** Id of the first key: its RFC 7638 thumbprint. */
  public String keyId() {
    return keys.getFirst().getKeyID();
  }

  /** Settings that lead a service to these keys; {@code SEAL_KEYS_CACHE} is a new file. */
  public Map<String, String> properties() {
    return Map.of(
        "SEAL_KEYS_FILE", file().toString(),
        "SEAL_KEYS_URL", url(),
        "SEAL_KEYS_CACHE", folder.resolve("cache-" + UUID.randomUUID() + ".json").toString());
  }

  /** Takes the server of the public keys off the network. */
  public void switchOff() {
    files.switchOff();
  }

  /** Brings it back under the same address. */
  public void switchOn() {
    files.switchOn();
  }

  @Override
  public void close() {
    files.close();
    TemporaryFolder.delete(folder);
  }

  private void publish() {
    var set = new JWKSet(keys);
    files.put(PATH, set.toString(true));
    try {
      Files.writeString(file(), set.toString(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JWK newKey() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      // An Ed25519 SubjectPublicKeyInfo (RFC 8410) ends with the raw key.
      byte[] info = pair.getPublic().getEncoded();
      byte[] x = Arrays.copyOfRange(info, info.length - RAW_KEY_BYTES, info.length);
      byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
          .d(Base64URL.encode(d))
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.Ed25519)
          .keyIDFromThumbprint()
          .build();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("No Ed25519 key can be made here", e);
    }
  }
}
