package io.imprimatur.seals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Ed25519 keys of a JWK Set (RFC 7517), each under its thumbprint. Keys of another type or use
 * are left out, and so is one whose {@code kid} is not its thumbprint: a name must not be able to
 * stand for two keys.
 */
record KeySet(Map<String, OctetKeyPair> byThumbprint) implements PublicKeys {

  static final int MAX_KEYS = 100;
  static final KeySet EMPTY = new KeySet(Map.of());

  KeySet {
    byThumbprint = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byThumbprint));
  }

  static KeySet parse(String json) throws ParseException {
    return of(JWKSet.parse(json));
  }

  static KeySet of(JWKSet set) throws ParseException {
    if (set.size() > MAX_KEYS) {
      throw new ParseException("more than " + MAX_KEYS + " keys", 0);
    }
    Map<String, OctetKeyPair> keys = new LinkedHashMap<>();
    for (JWK jwk : set.getKeys()) {
      if (jwk instanceof OctetKeyPair key && usable(key)) {
        String thumbprint = thumbprint(key);
        if (key.getKeyID() == null || key.getKeyID().equals(thumbprint)) {
          keys.putIfAbsent(thumbprint, key);
        }
      }
    }
    return new KeySet(keys);
  }

  private static boolean usable(OctetKeyPair key) {
    return Curve.Ed25519.equals(key.getCurve())
        && key.getDecodedX().length == Ed25519.KEY_BYTES
        && (key.getD() == null || key.getDecodedD().length == Ed25519.KEY_BYTES)
        && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()));
  }

  static String thumbprint(OctetKeyPair key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean isEmpty() {
    return byThumbprint.isEmpty();
  }

  @Override
  public Optional<OctetKeyPair> find(String kid) {
    return Optional.ofNullable(byThumbprint.get(kid)).map(OctetKeyPair::toPublicJWK);
  }

  Optional<OctetKeyPair> firstPrivate() {
    return byThumbprint.values().stream().filter(OctetKeyPair::isPrivate).findFirst();
  }

  /** The public parts alone, each with its name, algorithm and use. */
  String publicJson() {
    List<JWK> keys =
        byThumbprint.entrySet().stream()
            .<JWK>map(
                e ->
                    new OctetKeyPair.Builder(Curve.Ed25519, e.getValue().getX())
                        .keyID(e.getKey())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(com.nimbusds.jose.JWSAlgorithm.Ed25519)
                        .build())
            .toList();
    return new JWKSet(keys).toString(true);
  }
}
