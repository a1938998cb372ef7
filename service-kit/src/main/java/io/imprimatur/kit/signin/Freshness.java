package io.imprimatur.kit.signin;

import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.pages.Desk;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.people.People;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the provider again, every few minutes, whether a session still holds and which roles the
 * person has (RFC 6749, section 6). Where the provider says no, the session ends. Where it doesn't
 * answer, the session waits once the limit is reached: nothing is done in its name, and it goes on
 * when the provider is back.
 */
final class Freshness extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);

  private final Provider provider;
  private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshing;
  private final JwtDecoder tokens;
  private final SecurityContextRepository contexts;
  private final PagesSettings settings;
  private final SignInAgain again;
  private final Clock clock;

  /** Sessions that are being looked at by this instance: two clicks ask once. */
  private final ConcurrentHashMap<String, Object> asking = new ConcurrentHashMap<>();

  Freshness(
      Provider provider,
      OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshing,
      JwtDecoder tokens,
      SecurityContextRepository contexts,
      PagesSettings settings,
      SignInAgain again,
      Clock clock) {
    this.provider = provider;
    this.refreshing = refreshing;
    this.tokens = tokens;
    this.contexts = contexts;
    this.settings = settings;
    this.again = again;
    this.clock = clock;
  }

  private enum Standing {
    GOOD,
    ENDED,
    UNKNOWN
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof OAuth2AuthenticationToken signedIn)) {
      chain.doFilter(request, response);
      return;
    }
    switch (look(signedIn, request, response)) {
      case GOOD -> {
        People.signedIn().ifPresent(person -> request.setAttribute(Desk.PERSON, person));
        chain.doFilter(request, response);
      }
      case UNKNOWN -> again.unavailable(request, response);
      case ENDED -> {
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
        SecurityContextHolder.clearContext();
        chain.doFilter(request, response);
      }
    }
  }

  private Standing look(
      OAuth2AuthenticationToken signedIn,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<StaffTokens> held = StaffTokens.of(request);
    if (held.isEmpty()) {
      return Standing.ENDED;
    }
    StaffTokens now = held.get();
    if (clock.instant().isBefore(now.at().plus(settings.lookAgain()))) {
      return Standing.GOOD;
    }
    String session = request.getSession().getId();
    if (asking.putIfAbsent(session, session) != null) {
      // Another click of this person is asking; the last answer still counts for this long.
      return young(now) ? Standing.GOOD : Standing.UNKNOWN;
    }
    try {
      return ask(now, signedIn, request, response);
    } finally {
      asking.remove(session);
    }
  }

  private Standing ask(
      StaffTokens held,
      OAuth2AuthenticationToken signedIn,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (held.refresh() == null) {
      return young(held) ? Standing.GOOD : Standing.ENDED;
    }
    try {
      ClientRegistration registration = provider.registration();
      OAuth2AccessTokenResponse answer =
          refreshing.getTokenResponse(
              new OAuth2RefreshTokenGrantRequest(
                  registration,
                  new OAuth2AccessToken(
                      OAuth2AccessToken.TokenType.BEARER, held.access(), held.at(), held.expires()),
                  new OAuth2RefreshToken(held.refresh(), held.at())));
      Jwt claims = tokens.decode(answer.getAccessToken().getTokenValue());
      StaffUser before = (StaffUser) signedIn.getPrincipal();
      if (!claims.getSubject().equals(before.getSubject())) {
        return Standing.ENDED;
      }
      keep(answer, held, clock.instant(), request);
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          StaffSecurity.authentication(new StaffUser(claims.getClaims(), before.getIdToken())));
      SecurityContextHolder.setContext(context);
      contexts.saveContext(context, request, response);
      return Standing.GOOD;
    } catch (OAuth2AuthorizationException e) {
      if (refused(e)) {
        LOG.info("A session has ended: the provider says {}", e.getError().getErrorCode());
        return Standing.ENDED;
      }
      return unanswered(held, e);
    } catch (Unavailable | org.springframework.security.core.AuthenticationException e) {
      return unanswered(held, e);
    } catch (org.springframework.security.oauth2.jwt.JwtException e) {
      LOG.warn("The provider's new token is no good: {}", e.getMessage());
      return Standing.ENDED;
    } catch (RuntimeException e) {
      return unanswered(held, e);
    }
  }

  private static void keep(
      OAuth2AccessTokenResponse answer, StaffTokens held, Instant now, HttpServletRequest request) {
    OAuth2RefreshToken next = answer.getRefreshToken();
    new StaffTokens(
            answer.getAccessToken().getTokenValue(),
            now,
            answer.getAccessToken().getExpiresAt(),
            next == null ? held.refresh() : next.getTokenValue())
        .keep(request);
  }

  /** Whether the provider itself said no (RFC 6749, section 5.2), rather than not answering. */
  private static boolean refused(OAuth2AuthorizationException e) {
    String code = e.getError().getErrorCode();
    return code.equals("invalid_grant")
        || code.equals("unauthorized_client")
        || code.equals("invalid_client");
  }

  private Standing unanswered(StaffTokens held, Exception e) {
    LOG.warn("The provider doesn't answer: {}", e.getMessage());
    return young(held) ? Standing.GOOD : Standing.UNKNOWN;
  }

  private boolean young(StaffTokens held) {
    return clock.instant().isBefore(held.at().plus(settings.lookAgainLimit()));
  }
}
