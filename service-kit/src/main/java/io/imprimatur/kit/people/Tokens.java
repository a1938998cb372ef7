package io.imprimatur.kit.people;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads access tokens (RFC 9068, RFC 7519): signed by the issuer's keys, for this audience, not
 * expired. Fetched keys stay in use while sign-in is away.
 */
final class Tokens implements JwtDecoder {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
  private static final Set<JOSEObjectType> TYPES =
      Set.of(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"));

  /** How often an unknown key may make us ask sign-in again: twice in this time. */
  private static final long ASK_AGAIN_MILLIS = 1_000;

  private final SignIn signIn;
  private final NimbusJwtDecoder decoder;

  Tokens(OidcSettings settings, SignIn signIn) {
    this.signIn = signIn;
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types()));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            ALGORITHMS,
            JWKSourceBuilder.create(signIn)
                .cache(settings.keysFor().toMillis(), 2 * settings.timeout().toMillis() + 1_000)
                .refreshAheadCache(false)
                .rateLimited(ASK_AGAIN_MILLIS)
                .outageTolerantForever()
                .build()));
    // The claims are checked below, with messages of ours.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            List.of(
                new JwtTimestampValidator(settings.clockSkew()),
                new JwtIssuerValidator(settings.issuer()),
                mustHold(
                    jwt ->
                        jwt.getAudience() != null
                            && jwt.getAudience().contains(settings.audience()),
                    "The token is for another audience; it takes " + settings.audience()),
                mustHold(
                    jwt -> jwt.getExpiresAt() != null, "The token has no time of expiry (exp)"),
                mustHold(
                    jwt -> jwt.getSubject() != null && !jwt.getSubject().isBlank(),
                    "The token names nobody (sub)"))));
  }

  private static Set<JOSEObjectType> types() {
    Set<JOSEObjectType> types = new HashSet<>(TYPES);
    types.add(null); // "typ" is optional
    return types;
  }

  private static OAuth2TokenValidator<Jwt> mustHold(Predicate<Jwt> rule, String otherwise) {
    return jwt ->
        rule.test(jwt)
            ? OAuth2TokenValidatorResult.success()
            : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", otherwise, null));
  }

  @Override
  public Jwt decode(String token) {
    try {
      return decoder.decode(token);
    } catch (BadJwtException e) {
      throw e;
    } catch (JwtException e) {
      if (signIn.keysSeen() && hasCause(e, RateLimitReachedException.class)) {
        throw new BadJwtException("The token was signed with an unknown key", e);
      }
      throw new SignInAway(e);
    }
  }

  private static boolean hasCause(Throwable e, Class<?> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
