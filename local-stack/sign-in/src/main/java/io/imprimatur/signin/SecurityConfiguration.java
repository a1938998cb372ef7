package io.imprimatur.signin;

import static org.springframework.security.config.Customizer.withDefaults;

import java.net.URI;
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
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** The protocol's endpoints, and the login page before them. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String LOGIN = "/login";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain protocol(HttpSecurity http) throws Exception {
    var server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(server, configurer -> configurer.oidc(withDefaults()))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN)))
        .build();
  }

  @Bean
  SecurityFilterChain pages(HttpSecurity http, SignInSettings settings) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/", LOGIN, "/style.css", "/error", "/actuator/health/**")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage(LOGIN))
        .logout(logout -> logout.logoutSuccessUrl(LOGIN + "?out"))
        .headers(
            headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy(settings))))
        .build();
  }

  @Bean
  UserDetailsService users(SignInSettings settings) {
    return new InMemoryUserDetailsManager(
        settings.people().stream()
            .map(
                person ->
                    User.withUsername(person.id())
                        .password("{noop}" + settings.password())
                        .roles(person.roles().toArray(String[]::new))
                        .build())
            .toList());
  }

  /** Browsers hold a form to this through all redirects, so the ways back to clients are in it. */
  private static String policy(SignInSettings settings) {
    String back =
        Stream.concat(
                settings.services().values().stream().map(SecurityConfiguration::origin),
                Stream.of("http://127.0.0.1:*"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none';"
        + " form-action 'self' "
        + back;
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }
}
