package io.imprimatur.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** What clients got: one authorization for each sign-in of a person at a client. */
final class Authorizations implements OAuth2AuthorizationService {

  private final Map<String, OAuth2Authorization> byId;

  Authorizations(Map<String, OAuth2Authorization> byId) {
    this.byId = byId;
  }

  /** Whether nothing of it can be used any more. */
  static boolean over(OAuth2Authorization authorization) {
    Instant now = Instant.now();
    return Stream.of(
            authorization.getToken(OAuth2AuthorizationCode.class),
            authorization.getToken(OAuth2AccessToken.class),
            authorization.getToken(OAuth2RefreshToken.class))
        .filter(Objects::nonNull)
        .map(token -> token.getToken().getExpiresAt())
        .filter(Objects::nonNull)
        .allMatch(now::isAfter);
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    byId.put(authorization.getId(), authorization);
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    byId.remove(authorization.getId());
  }

  /** Takes from every client what it got through this session. */
  void end(BrowserSession session) {
    byId.values().stream()
        .filter(each -> BrowserSession.of(each).filter(session::equals).isPresent())
        .forEach(this::remove);
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return byId.get(id);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    return byId.values().stream().filter(each -> has(each, token, type)).findFirst().orElse(null);
  }

  private static boolean has(
      OAuth2Authorization authorization, String value, @Nullable OAuth2TokenType type) {
    if (type == null) {
      return authorization.getToken(value) != null
          || value.equals(authorization.getAttribute(OAuth2ParameterNames.STATE));
    }
    return switch (type.getValue()) {
      case OAuth2ParameterNames.STATE ->
          value.equals(authorization.getAttribute(OAuth2ParameterNames.STATE));
      case OAuth2ParameterNames.CODE -> is(authorization, OAuth2AuthorizationCode.class, value);
      case OAuth2ParameterNames.ACCESS_TOKEN -> is(authorization, OAuth2AccessToken.class, value);
      case OAuth2ParameterNames.REFRESH_TOKEN -> is(authorization, OAuth2RefreshToken.class, value);
      case OidcParameterNames.ID_TOKEN -> is(authorization, OidcIdToken.class, value);
      default -> false;
    };
  }

  private static boolean is(
      OAuth2Authorization authorization, Class<? extends OAuth2Token> type, String value) {
    var token = authorization.getToken(type);
    return token != null && token.getToken().getTokenValue().equals(value);
  }
}
