package io.imprimatur.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing out, here or from a client: the browser's session ends, and so does what every client got
 * through it. Another client notices when it refreshes its token. A session of somebody else in the
 * same browser goes on.
 */
@Component
final class SignOut implements AuthenticationSuccessHandler, LogoutHandler {

  private final Authorizations authorizations;
  private final SecurityContextLogoutHandler browser = new SecurityContextLogoutHandler();

  SignOut(Authorizations authorizations) {
    this.authorizations = authorizations;
  }

  /** A client's request, checked by {@link SignOutRequests}. */
  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication result)
      throws IOException {
    var asked = (OidcLogoutAuthenticationToken) result;
    String sid = asked.getIdToken().getClaimAsString("sid");
    if (sid != null) {
      var ending = new BrowserSession(sid);
      authorizations.end(ending);
      Authentication here = SecurityContextHolder.getContext().getAuthentication();
      if (BrowserSession.of(here).filter(ending::equals).isPresent()) {
        browser.logout(request, response, here);
      }
    }
    response.sendRedirect(whereTo(asked));
  }

  private static String whereTo(OidcLogoutAuthenticationToken asked) {
    String back = asked.getPostLogoutRedirectUri();
    if (back == null) {
      return "/login?out";
    }
    var uri = UriComponentsBuilder.fromUriString(back);
    if (asked.getState() != null) {
      uri.queryParam("state", "{state}");
      return uri.encode().buildAndExpand(asked.getState()).toUriString();
    }
    return uri.build().toUriString();
  }

  @Override
  public void logout(
      HttpServletRequest request, HttpServletResponse response, Authentication person) {
    BrowserSession.of(person).ifPresent(authorizations::end);
  }
}
