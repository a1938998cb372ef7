package io.imprimatur.signin;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;

/**
 * Checks what a client sends with a person who signs out (OpenID Connect RP-Initiated Logout 1.0).
 *
 * <p>The hint may be an id token that has expired or has been replaced since; its signature and its
 * {@code sid} are what counts.
 */
final class SignOutRequests implements AuthenticationProvider {

  private final RegisteredClientRepository clients;
  private final JwtDecoder hints;

  /**
   * @param hints checks signature and issuer, not the time
   */
  SignOutRequests(RegisteredClientRepository clients, JwtDecoder hints) {
    this.clients = clients;
    this.hints = hints;
  }

  @Override
  public boolean supports(Class<?> type) {
    return OidcLogoutAuthenticationToken.class.isAssignableFrom(type);
  }

  @Override
  public Authentication authenticate(Authentication request) {
    var asked = (OidcLogoutAuthenticationToken) request;
    Jwt hint = decode(asked.getIdTokenHint());
    String clientId = hint.getAudience().isEmpty() ? "" : hint.getAudience().getFirst();
    RegisteredClient client = clients.findByClientId(clientId);
    if (client == null || asked.getClientId() != null && !asked.getClientId().equals(clientId)) {
      throw refused("client_id");
    }
    String back = asked.getPostLogoutRedirectUri();
    if (back != null && !client.getPostLogoutRedirectUris().contains(withoutLoopbackPort(back))) {
      throw refused("post_logout_redirect_uri");
    }
    var idToken =
        new OidcIdToken(
            hint.getTokenValue(), hint.getIssuedAt(), hint.getExpiresAt(), hint.getClaims());
    return new OidcLogoutAuthenticationToken(
        idToken,
        (Authentication) asked.getPrincipal(),
        asked.getSessionId(),
        clientId,
        back,
        asked.getState());
  }

  private Jwt decode(String hint) {
    try {
      return hints.decode(hint);
    } catch (JwtException e) {
      throw refused("id_token_hint");
    }
  }

  private static String withoutLoopbackPort(String uri) {
    return uri.replaceFirst("^http://127\\.0\\.0\\.1:\\d+(?=/|$)", "http://127.0.0.1");
  }

  private static OAuth2AuthenticationException refused(String parameter) {
    return new OAuth2AuthenticationException(
        new OAuth2Error(
            OAuth2ErrorCodes.INVALID_REQUEST, "OpenID Connect 1.0 Logout: " + parameter, null));
  }
}
