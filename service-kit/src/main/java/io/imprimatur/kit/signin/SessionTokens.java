package io.imprimatur.kit.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Keeps of a sign-in only its tokens, in the session. */
final class SessionTokens implements OAuth2AuthorizedClientRepository {

  @Override
  public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
      String registration, Authentication principal, HttpServletRequest request) {
    return null; // nobody asks: Freshness and PersonalToken read StaffTokens
  }

  @Override
  public void saveAuthorizedClient(
      OAuth2AuthorizedClient client,
      Authentication principal,
      HttpServletRequest request,
      HttpServletResponse response) {
    OAuth2RefreshToken refresh = client.getRefreshToken();
    var access = client.getAccessToken();
    new StaffTokens(
            access.getTokenValue(),
            access.getIssuedAt(),
            access.getExpiresAt(),
            refresh == null ? null : refresh.getTokenValue())
        .keep(request);
  }

  @Override
  public void removeAuthorizedClient(
      String registration,
      Authentication principal,
      HttpServletRequest request,
      HttpServletResponse response) {
    StaffTokens.forget(request);
  }
}
