package io.imprimatur.kit.people;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer whose tokens are taken, exactly as the claim {@code iss} has it
 * @param audience what the claim {@code aud} must name
 * @param keysUrl where the issuer's public keys are; without it, as the issuer's discovery document
 *     says (OpenID Connect Discovery 1.0)
 * @param keysFor how long fetched keys are used before they are fetched again; while sign-in is
 *     away they stay in use
 * @param timeout for connecting to sign-in, and again for its answer
 * @param clockSkew how far the clocks of issuer and service may be apart
 */
@ConfigurationProperties("imprimatur.oidc")
record OidcSettings(
    String issuer,
    @DefaultValue("imprimatur") String audience,
    URI keysUrl,
    @DefaultValue("5m") Duration keysFor,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("30s") Duration clockSkew) {

  OidcSettings {
    if (issuer == null || issuer.isBlank()) {
      throw new IllegalArgumentException(
          "imprimatur.oidc.issuer (OIDC_ISSUER) must name the issuer of the tokens");
    }
  }
}
