package io.imprimatur.review.approval.web;

import io.imprimatur.seals.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys of seals, for everybody (RFC 8615, RFC 7517). */
@RestController
@Tag(name = "Keys")
class KeysController {

  private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final String publicKeys;

  KeysController(Sealer sealer) {
    this.publicKeys = sealer.publicJwkSet();
  }

  @GetMapping(
      path = "/.well-known/jwks.json",
      produces = {"application/jwk-set+json", MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "The public keys with which seals are checked, as a JWK Set")
  ResponseEntity<byte[]> keys() {
    return ResponseEntity.ok()
        .contentType(JWK_SET)
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .body(publicKeys.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
