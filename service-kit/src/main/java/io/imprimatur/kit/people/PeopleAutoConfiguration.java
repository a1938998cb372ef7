package io.imprimatur.kit.people;

import io.imprimatur.kit.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Bearer tokens for everything that isn't public. A service with pages of its own adds a filter
 * chain that comes before this one.
 */
@AutoConfiguration(
    before = {
      OAuth2ResourceServerAutoConfiguration.class,
      ServletWebSecurityAutoConfiguration.class
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({OidcSettings.class, ActuatorSettings.class})
public class PeopleAutoConfiguration {

  /**
   * Nothing but the site's own files: no inline script or style, no frame around a page. Pictures
   * may be {@code data:} because Bootstrap's style sheet holds some; the theme takes them out
   * again, but a browser may ask for them before it has read it. No text of an article holds a
   * picture.
   */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final ReferrerPolicy REFERRERS = ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN;
  private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=()";

  @Bean
  SignIn kitSignIn(OidcSettings settings) {
    return new SignIn(settings);
  }

  @Bean
  @ConditionalOnMissingBean
  JwtDecoder kitTokens(OidcSettings settings, SignIn signIn) {
    return new Tokens(settings, signIn);
  }

  @Bean
  Denials kitDenials(Problems problems, ObjectProvider<PublicPaths> services) {
    return new Denials(problems, open(services));
  }

  /** What the firewall refuses, such as a path with a semicolon, before any chain is asked. */
  @Bean
  @ConditionalOnMissingBean
  RequestRejectedHandler kitRejections(Problems problems) {
    return (request, response, why) -> {
      headers(response);
      problems.write(
          request,
          response,
          Problems.of(HttpStatus.BAD_REQUEST, "This request can't be understood."));
    };
  }

  private static List<PublicPaths.Path> open(ObjectProvider<PublicPaths> services) {
    return services.orderedStream().flatMap(p -> p.paths().stream()).toList();
  }

  @Bean
  @Order // last: a chain for pages comes before it
  SecurityFilterChain kitBearerTokens(
      HttpSecurity http,
      ObjectProvider<PublicPaths> services,
      ActuatorSettings actuator,
      Denials denials) {
    List<PublicPaths.Path> open = open(services);
    return http.authorizeHttpRequests(
            requests -> {
              requests
                  .dispatcherTypeMatchers(
                      DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                  .permitAll()
                  .requestMatchers(HttpMethod.HEAD, "/actuator/health/**")
                  .permitAll()
                  .requestMatchers(
                      HttpMethod.GET,
                      "/actuator/health/**",
                      "/v3/api-docs",
                      "/v3/api-docs/**",
                      "/v3/api-docs.yaml")
                  .permitAll();
              if (actuator.open()) {
                requests
                    .requestMatchers(
                        HttpMethod.GET,
                        "/actuator/info",
                        "/actuator/prometheus",
                        "/actuator/metrics/**")
                    .permitAll();
              }
              open.forEach(p -> requests.requestMatchers(p.method(), p.pattern()).permitAll());
              requests.anyRequest().authenticated();
            })
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .jwt(Customizer.withDefaults())
                    .authenticationEntryPoint(denials)
                    .accessDeniedHandler(denials))
        .exceptionHandling(e -> e.authenticationEntryPoint(denials).accessDeniedHandler(denials))
        // No cookie ever speaks for anybody here, so there is nothing to forge.
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(PeopleAutoConfiguration::headers)
        .build();
  }

  /** The security headers that every answer carries; for the filter chains of pages too. */
  public static void headers(HeadersConfigurer<?> headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(r -> r.policy(REFERRERS))
        .permissionsPolicyHeader(p -> p.policy(PERMISSIONS));
  }

  /**
   * The headers for pages whose forms may lead to one more place.
   *
   * @param formsLeadTo an origin: browsers hold a form to {@code form-action} through all
   *     redirects, and sign-out goes on to the provider
   */
  public static void headers(HeadersConfigurer<?> headers, String formsLeadTo) {
    headers(headers);
    headers.contentSecurityPolicy(
        csp ->
            csp.policyDirectives(
                CONTENT_SECURITY_POLICY.replace(
                    "form-action 'self'", "form-action 'self' " + formsLeadTo)));
  }

  /** The same headers for an answer to a request that no filter chain has seen. */
  public static void headers(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("Referrer-Policy", REFERRERS.getPolicy());
    response.setHeader("Permissions-Policy", PERMISSIONS);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("X-XSS-Protection", "0");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
