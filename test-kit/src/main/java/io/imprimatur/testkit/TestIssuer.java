package io.imprimatur.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An OpenID Connect issuer that gives out access tokens without anybody signing in: discovery
 * document, JWK Set, and RS256 tokens with the claims of the real one. Pages can be signed in at,
 * too, see {@link #signIn()}.
 */
public final class TestIssuer implements AutoCloseable {

  /** Audience of the tokens. */
  public static final String AUDIENCE = "imprimatur";

  private static final Duration LIFETIME = Duration.ofHours(1);

  private final HttpFiles files = new HttpFiles();
  private final RSAKey key;
  private final TestSignIn signIn;

  private TestIssuer() {
    try {
      key = new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("No RSA key can be made here", e);
    }
    files.put("/jwks", new JWKSet(key).toString());
    files.put(
        "/.well-known/openid-configuration",
        """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",\
        "token_endpoint":"%1$s/token","response_types_supported":["code"],\
        "end_session_endpoint":"%1$s/logout","subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"""
            .formatted(uri()));
    signIn = new TestSignIn(this);
    files.answer("/authorize", signIn::authorize);
    files.answer("/token", signIn::token);
    files.answer("/logout", signIn::logout);
  }

  /** The issuer that all tests of this JVM share; the first call starts it. */
  public static TestIssuer shared() {
    return Shared.ISSUER;
  }

  /** Another issuer with another key, to try tokens that nobody should trust. */
  public static TestIssuer start() {
    return new TestIssuer();
  }

  /** The {@code iss} of the tokens. */
  public String uri() {
    return files.uri();
  }

  /** Who signs in at pages from now on, without being asked, and how sessions end. */
  public TestSignIn signIn() {
    return signIn;
  }

  /** A token as somebody gets it by signing in, good for an hour. */
  public String token(TestPerson person) {
    return token(person, claims -> {});
  }

  /** The same for another audience. */
  public String tokenForAudience(TestPerson person, String audience) {
    return token(person, claims -> claims.audience(audience));
  }

  /** A token that expired an hour ago. */
  public String expiredToken(TestPerson person) {
    Instant now = Instant.now();
    return token(
        person,
        claims ->
            claims
                .issueTime(Date.from(now.minus(LIFETIME.multipliedBy(2))))
                .notBeforeTime(Date.from(now.minus(LIFETIME.multipliedBy(2))))
                .expirationTime(Date.from(now.minus(LIFETIME))));
  }

  /** A person's token with changed claims. */
  public String token(TestPerson person, Consumer<JWTClaimsSet.Builder> change) {
    var claims =
        valid()
            .subject(person.id())
            .claim("roles", person.roles())
            .claim("sections", person.sections())
            .claim("name", person.name())
            .claim("email", person.email())
            .claim("locale", person.locale());
    change.accept(claims);
    return sign(claims.build());
  }

  /** A token with these claims beside issuer, audience and times. */
  public String token(Map<String, Object> claims) {
    var builder = valid();
    claims.forEach(builder::claim);
    return sign(builder.build());
  }

  private JWTClaimsSet.Builder valid() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(uri())
        .audience(AUDIENCE)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)));
  }

  private String sign(JWTClaimsSet claims) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(key.getKeyID())
            .type(JOSEObjectType.JWT)
            .build();
    try {
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("A token can't be signed", e);
    }
  }

  /** Takes the issuer off the network; tokens can still be made. */
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
  }

  private static final class Shared {
    static final TestIssuer ISSUER = new TestIssuer();
  }
}
