package io.imprimatur.kit.signin;

import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.people.PeopleAutoConfiguration;
import io.imprimatur.kit.people.SignIn;
import io.imprimatur.kit.web.KitWebAutoConfiguration;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The filter chain of the pages for staff: sessions, CSRF tokens, sign-in and sign-out. */
@AutoConfiguration(after = {PeopleAutoConfiguration.class, KitWebAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("imprimatur.pages.base")
public class StaffSecurity {

  static final String SIGN_OUT = "/sign-out";
  static final String SIGNED_OUT = "/signed-out";
  static final String SESSION_ENDED = "/session-ended";
  static final String SEND_AGAIN = "/send-again";

  private static final String SIGN_IN = "/sign-in";

  static String signIn(PagesSettings settings) {
    return settings.base() + SIGN_IN + "/" + Provider.ID;
  }

  static OAuth2AuthenticationToken authentication(StaffUser user) {
    return new OAuth2AuthenticationToken(user, List.of(), Provider.ID);
  }

  @Bean
  Provider kitProvider(SignIn signIn, PagesSettings settings) {
    return new Provider(signIn, settings);
  }

  @Bean
  SignInPages kitSignInPages(PagesSettings settings) {
    return new SignInPages(settings);
  }

  @Bean
  @Order(10)
  SecurityFilterChain kitStaffPages(
      HttpSecurity http,
      PagesSettings settings,
      Provider provider,
      JwtDecoder tokens,
      Problems problems) {
    String base = settings.base();
    var requestCache = new HttpSessionRequestCache();
    requestCache.setMatchingRequestParameterName(null);
    // Only a page is worth coming back to after sign-in.
    requestCache.setRequestMatcher(SignInAgain::opensAPage);
    var contexts = new HttpSessionSecurityContextRepository();
    var again = new SignInAgain(settings, provider, problems);
    var refreshing = new RestClientRefreshTokenTokenResponseClient();
    refreshing.setRestClient(provider.client());
    var codes = new RestClientAuthorizationCodeTokenResponseClient();
    codes.setRestClient(provider.client());
    var sessionTokens = new SessionTokens();
    var resolver = new DefaultOAuth2AuthorizationRequestResolver(provider, base + SIGN_IN);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    var freshness =
        new Freshness(provider, refreshing, tokens, contexts, settings, again, Clock.systemUTC());
    return http.securityMatcher(pages(base))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, base + "/assets/**", base + SIGNED_OUT)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, base + "/language", base + SEND_AGAIN)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .oauth2Login(
            login ->
                login
                    .loginPage(signIn(settings))
                    .clientRegistrationRepository(provider)
                    .authorizedClientRepository(sessionTokens)
                    .authorizationEndpoint(a -> a.authorizationRequestResolver(resolver))
                    .withObjectPostProcessor(leading(again))
                    .redirectionEndpoint(r -> r.baseUri(base + "/login/oauth2/code/*"))
                    .tokenEndpoint(t -> t.accessTokenResponseClient(codes))
                    .userInfoEndpoint(
                        u ->
                            u.oidcUserService(
                                request ->
                                    new StaffUser(
                                        tokens
                                            .decode(request.getAccessToken().getTokenValue())
                                            .getClaims(),
                                        request.getIdToken())))
                    .successHandler(success(settings, requestCache))
                    .failureHandler(
                        (request, response, e) ->
                            response.sendRedirect(base + SIGNED_OUT + "?error")))
        .exceptionHandling(e -> e.authenticationEntryPoint(again).accessDeniedHandler(again))
        .requestCache(cache -> cache.requestCache(requestCache))
        .securityContext(context -> context.securityContextRepository(contexts))
        // Switching the language and showing what was typed change nothing that anybody owns.
        .csrf(csrf -> csrf.ignoringRequestMatchers(base + "/language", base + SEND_AGAIN))
        .logout(
            logout ->
                logout
                    .logoutRequestMatcher(
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(HttpMethod.POST, base + SIGN_OUT))
                    .logoutSuccessHandler(signedOut(settings, provider)))
        .addFilterAfter(freshness, SecurityContextHolderFilter.class)
        .headers(headers -> PeopleAutoConfiguration.headers(headers, provider.origin()))
        .build();
  }

  /** Spring's own answer to whoever comes straight to sign-in while the provider is away is 500. */
  private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> leading(
      SignInAgain again) {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
        filter.setAuthenticationFailureHandler(again::notLed);
        return filter;
      }
    };
  }

  private static RequestMatcher pages(String base) {
    var paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(paths.matcher(base), paths.matcher(base + "/**"));
  }

  private static SavedRequestAwareAuthenticationSuccessHandler success(
      PagesSettings settings, HttpSessionRequestCache requestCache) {
    var handler =
        new SavedRequestAwareAuthenticationSuccessHandler() {
          @Override
          public void onAuthenticationSuccess(
              HttpServletRequest request,
              jakarta.servlet.http.HttpServletResponse response,
              org.springframework.security.core.Authentication authentication)
              throws jakarta.servlet.ServletException, java.io.IOException {
            request.getSession().setMaxInactiveInterval((int) settings.idle().toSeconds());
            super.onAuthenticationSuccess(request, response, authentication);
          }
        };
    handler.setRequestCache(requestCache);
    handler.setDefaultTargetUrl(settings.base());
    return handler;
  }

  /** RP-Initiated Logout 1.0; where the provider has none or is away, only this session ends. */
  private static LogoutSuccessHandler signedOut(PagesSettings settings, Provider provider) {
    var atProvider = new OidcClientInitiatedLogoutSuccessHandler(provider);
    atProvider.setPostLogoutRedirectUri("{baseUrl}" + settings.base() + SIGNED_OUT);
    atProvider.setDefaultTargetUrl(settings.base() + SIGNED_OUT);
    return (request, response, authentication) -> {
      if (authentication == null) {
        response.sendRedirect(settings.base() + SIGNED_OUT);
      } else {
        atProvider.onLogoutSuccess(request, response, authentication);
      }
    };
  }
}
