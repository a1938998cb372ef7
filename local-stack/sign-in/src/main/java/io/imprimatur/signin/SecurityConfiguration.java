package io.imprimatur.signin;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** The protocol's endpoints, and the login page before them. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String LOGIN = "/login";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain protocol(
      HttpSecurity http,
      SignInSettings settings,
      SignOut signOut,
      RegisteredClientRepository clients,
      JWKSource<SecurityContext> keys,
      AuthorizationServerSettings issuer)
      throws Exception {
    NimbusJwtDecoder hints = NimbusJwtDecoder.withJwkSource(keys).build();
    hints.setJwtValidator(new JwtIssuerValidator(issuer.getIssuer()));
    var server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(
            server,
            configurer ->
                configurer.oidc(
                    oidc ->
                        oidc.logoutEndpoint(
                            logout ->
                                logout
                                    .authenticationProviders(
                                        providers -> {
                                          providers.clear();
                                          providers.add(new SignOutRequests(clients, hints));
                                        })
                                    .logoutResponseHandler(signOut)
                                    .errorResponseHandler(
                                        (request, response, e) ->
                                            response.sendError(
                                                HttpServletResponse.SC_BAD_REQUEST)))))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN)))
        .headers(
            headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy(settings))))
        .build();
  }

  @Bean
  SecurityFilterChain pages(HttpSecurity http, SignInSettings settings, SignOut signOut)
      throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        "/",
                        LOGIN,
                        "/language",
                        "/*.css",
                        "/icon.svg",
                        "/error",
                        "/actuator/health/**")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(
            form ->
                form.loginPage(LOGIN)
                    .authenticationDetailsSource(
                        request -> new BrowserSession(UUID.randomUUID().toString()))
                    .successHandler(signedIn(settings.sessionLifetime())))
        .logout(logout -> logout.addLogoutHandler(signOut).logoutSuccessUrl(LOGIN + "?out"))
        .headers(
            headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy(settings))))
        .build();
  }

  private static AuthenticationSuccessHandler signedIn(Duration lifetime) {
    var onward = new SavedRequestAwareAuthenticationSuccessHandler();
    return (request, response, person) -> {
      request.getSession().setMaxInactiveInterval(Math.toIntExact(lifetime.toSeconds()));
      onward.onAuthenticationSuccess(request, response, person);
    };
  }

  @Bean
  UserDetailsService users(SignInSettings settings, PasswordEncoder encoder) {
    String password = encoder.encode(settings.password());
    return new InMemoryUserDetailsManager(
        settings.people().stream()
            .map(
                person ->
                    User.withUsername(person.id())
                        .password(password)
                        .roles(person.roles().toArray(String[]::new))
                        .build())
            .toList());
  }

  /** Browsers hold a form to this through all redirects, so the ways back to clients are in it. */
  private static String policy(SignInSettings settings) {
    String back =
        Stream.concat(
                settings.pages().values().stream().map(Clients::origin),
                Stream.of("http://127.0.0.1:*"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none';"
        + " form-action 'self' "
        + back;
  }
}
