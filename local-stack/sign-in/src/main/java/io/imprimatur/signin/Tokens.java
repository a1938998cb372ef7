package io.imprimatur.signin;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What tokens say about a person, as the settings have it at that moment. */
@Configuration(proxyBeanMethods = false)
class Tokens {

  private static final String AUDIENCE = "imprimatur";

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims(SignInSettings settings) {
    return context -> {
      DemoPerson person =
          settings
              .person(context.getPrincipal().getName())
              .orElseThrow(
                  () ->
                      new OAuth2AuthenticationException(
                          new OAuth2Error(
                              OAuth2ErrorCodes.INVALID_GRANT,
                              "Nobody has this name any more",
                              null)));
      context
          .getClaims()
          .claim("name", person.name())
          .claim("email", person.email())
          .claim("locale", person.locale())
          .claim("roles", person.roles())
          .claim("sections", person.sections());
      BrowserSession.of((Authentication) context.getPrincipal())
          .ifPresent(session -> context.getClaims().claim("sid", session.id()));
      // An id token is for the client that asked; an access token is for the services.
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        context.getClaims().audience(List.of(AUDIENCE));
      }
    };
  }
}
