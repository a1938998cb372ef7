package io.imprimatur.seals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.text.ParseException;
import java.util.Set;

/**
 * Seals approved texts. Holds the private keys: review-service alone has one.
 *
 * <p>The first private key of the file signs; every key of the file, also one without its private
 * part, stays in the public set, so that what older keys sealed can still be checked.
 */
public final class Sealer {

  private static final System.Logger LOG = System.getLogger(Sealer.class.getName());

  private final KeySet keys;
  private final OctetKeyPair signing;

  private Sealer(KeySet keys, OctetKeyPair signing) {
    this.keys = keys;
    this.signing = signing;
  }

  /**
   * Reads a JWK Set (RFC 7517) with private Ed25519 keys.
   *
   * @throws SealKeysUnusable where the file is missing or holds no such key
   */
  public static Sealer read(Path file) {
    String json;
    try {
      json = Files.readString(file);
      warnIfOthersMayRead(file);
    } catch (NoSuchFileException e) {
      throw new SealKeysUnusable(
          "There is no file with sealing keys at %s. Set SEAL_KEYS_FILE to a JWK Set with a private Ed25519 key; the local stack's start makes one, and so does deploy/seal-keys FILE add."
              .formatted(file.toAbsolutePath()),
          e);
    } catch (IOException e) {
      throw new SealKeysUnusable(
          "The file with sealing keys, %s, can't be read: %s. It must be a JWK Set that this process may read."
              .formatted(file.toAbsolutePath(), e),
          e);
    }
    try {
      return of(JWKSet.parse(json));
    } catch (ParseException e) {
      // the parser's message may quote the file, which holds a secret
      throw new SealKeysUnusable(
          "The file with sealing keys, %s, is no JWK Set (RFC 7517)."
              .formatted(file.toAbsolutePath()));
    } catch (SealKeysUnusable e) {
      throw new SealKeysUnusable(
          "The file with sealing keys, %s, can't be used: %s"
              .formatted(file.toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  /**
   * A sealer with given keys.
   *
   * @throws SealKeysUnusable where none of them is a private Ed25519 key
   */
  public static Sealer of(JWKSet set) {
    try {
      KeySet keys = KeySet.of(set);
      OctetKeyPair signing =
          keys.firstPrivate()
              .orElseThrow(
                  () ->
                      new SealKeysUnusable(
                          "It holds no private Ed25519 key (kty OKP, crv Ed25519, with d) whose kid is its RFC 7638 thumbprint."));
      Sealer sealer = new Sealer(keys, signing);
      sealer.provePairMatches();
      return sealer;
    } catch (ParseException e) {
      throw new SealKeysUnusable("It holds " + e.getMessage() + ".", e);
    }
  }

  private void provePairMatches() {
    byte[] probe = {1};
    try {
      byte[] signature = new Ed25519.Signer(signing).raw(probe);
      if (!new Ed25519.Verifier(signing.toPublicJWK()).raw(probe, signature)) {
        throw new SealKeysUnusable("The private part d of its first key is not the one of x.");
      }
    } catch (java.security.GeneralSecurityException e) {
      throw new SealKeysUnusable("Its first key is no Ed25519 key: " + e.getMessage() + ".", e);
    }
  }

  /** The compact JWS (RFC 7515) over a seal, {@code alg: Ed25519} (RFC 9864). */
  public String seal(Seal seal) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.Ed25519)
            .type(new JOSEObjectType(SealVerifier.TYPE))
            .keyID(kid())
            .build();
    JWSObject jws = new JWSObject(header, new Payload(StrictJson.write(seal)));
    try {
      jws.sign(new Ed25519.Signer(signing));
    } catch (JOSEException e) {
      throw new IllegalStateException("the sealing key was tried at the start", e);
    }
    return jws.serialize();
  }

  /** The name of the key that signs: its RFC 7638 thumbprint. */
  public String kid() {
    return KeySet.thumbprint(signing);
  }

  /** The public keys as a JWK Set, for {@code /.well-known/jwks.json}. No private part in it. */
  public String publicJwkSet() {
    return keys.publicJson();
  }

  /** The public keys, for whoever verifies in the same process. */
  public PublicKeys publicKeys() {
    return keys;
  }

  private static void warnIfOthersMayRead(Path file) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        && needlesslyOpen(Files.getPosixFilePermissions(file), Files.isWritable(file))) {
      LOG.log(
          Level.WARNING,
          "Everybody on this machine may read the sealing keys in {0}; chmod 600 them.",
          file);
    }
  }

  /**
   * Whether others may read a file that this process could keep for itself. One that it can't even
   * write to, such as a secret that was mounted into its container, is somebody else's to guard and
   * has to be readable to it.
   */
  static boolean needlesslyOpen(Set<PosixFilePermission> rights, boolean writable) {
    return writable && rights.contains(PosixFilePermission.OTHERS_READ);
  }
}
