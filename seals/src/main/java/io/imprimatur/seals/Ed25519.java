package io.imprimatur.seals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 (RFC 8032) by the JDK's own provider behind Nimbus' interfaces, for keys in the form of
 * RFC 8037. Nimbus' own implementation would bring five megabytes of Tink.
 */
final class Ed25519 {

  static final int KEY_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;

  /** What stands before the raw key in its RFC 8410 encodings. */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private Ed25519() {}

  /** A new key pair; {@code kid} is its RFC 7638 thumbprint. */
  static OctetKeyPair newKeyPair() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] d = tail(pair.getPrivate().getEncoded());
      byte[] x = tail(pair.getPublic().getEncoded());
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
          .d(Base64URL.encode(d))
          .keyIDFromThumbprint()
          .build();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  /** The public key as SubjectPublicKeyInfo in PEM (RFC 7468, RFC 8410). */
  static String pem(OctetKeyPair key) {
    String base64 = Base64.getEncoder().encodeToString(with(SPKI, key.getDecodedX()));
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }

  static PublicKey publicKey(OctetKeyPair key) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(with(SPKI, key.getDecodedX())));
  }

  private static PrivateKey privateKey(OctetKeyPair key) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new PKCS8EncodedKeySpec(with(PKCS8, key.getDecodedD())));
  }

  private static byte[] with(byte[] prefix, byte[] key) throws IllegalArgumentException {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
    }
    byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, whole, prefix.length, key.length);
    return whole;
  }

  private static byte[] tail(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  record Signer(OctetKeyPair key, JCAContext context) implements JWSSigner {
    Signer(OctetKeyPair key) {
      this(key, new JCAContext());
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
      if (!JWSAlgorithm.Ed25519.equals(header.getAlgorithm())) {
        throw new JOSEException("signs with Ed25519 alone, not with " + header.getAlgorithm());
      }
      try {
        return Base64URL.encode(raw(signingInput));
      } catch (GeneralSecurityException e) {
        throw new JOSEException(e.getMessage(), e);
      }
    }

    byte[] raw(byte[] signingInput) throws GeneralSecurityException {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey(key));
      signature.update(signingInput);
      return signature.sign();
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return Set.of(JWSAlgorithm.Ed25519);
    }

    @Override
    public JCAContext getJCAContext() {
      return context;
    }
  }

  record Verifier(OctetKeyPair key, JCAContext context) implements JWSVerifier {
    Verifier(OctetKeyPair key) {
      this(key, new JCAContext());
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
        throws JOSEException {
      if (!JWSAlgorithm.Ed25519.equals(header.getAlgorithm())) {
        throw new JOSEException("verifies Ed25519 alone, not " + header.getAlgorithm());
      }
      try {
        return raw(signingInput, signature.decode());
      } catch (GeneralSecurityException e) {
        throw new JOSEException(e.getMessage(), e);
      }
    }

    boolean raw(byte[] signingInput, byte[] signature) throws GeneralSecurityException {
      if (signature.length != SIGNATURE_BYTES) {
        return false;
      }
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(publicKey(key));
      check.update(signingInput);
      try {
        return check.verify(signature);
      } catch (java.security.SignatureException malformed) {
        // such as S outside its range, which would give a signature a second spelling
        return false;
      }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return Set.of(JWSAlgorithm.Ed25519);
    }

    @Override
    public JCAContext getJCAContext() {
      return context;
    }
  }
}
