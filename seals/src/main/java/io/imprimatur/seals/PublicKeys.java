package io.imprimatur.seals;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.util.Optional;

/** Where a verifier finds the public keys that it trusts. */
@FunctionalInterface
public interface PublicKeys {

  /**
   * The key with a name.
   *
   * @param kid the key's RFC 7638 thumbprint
   * @return the public Ed25519 key (RFC 8037), or nothing where it certainly is none of the office
   * @throws KeysUnreachable where it can't be told at the moment
   */
  Optional<OctetKeyPair> find(String kid);
}
