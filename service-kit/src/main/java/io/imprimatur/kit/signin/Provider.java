package io.imprimatur.kit.signin;

import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.people.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * The provider as the pages use it. Its description is fetched when the first person comes, so a
 * service starts while sign-in is away.
 */
final class Provider implements ClientRegistrationRepository {

  static final String ID = "imprimatur";

  private final SignIn signIn;
  private final PagesSettings settings;
  private volatile ClientRegistration known;

  Provider(SignIn signIn, PagesSettings settings) {
    this.signIn = signIn;
    this.settings = settings;
  }

  @Override
  public ClientRegistration findByRegistrationId(String id) {
    return ID.equals(id) ? registration() : null;
  }

  /**
   * @throws Unavailable while the provider doesn't answer and never did
   */
  ClientRegistration registration() {
    ClientRegistration registration = known;
    if (registration == null) {
      try {
        registration = register(signIn.metadata());
      } catch (IOException | IllegalArgumentException e) {
        throw away(e);
      }
      known = registration;
    }
    return registration;
  }

  /** Scheme, host and port of the provider's address. */
  String origin() {
    URI issuer = URI.create(signIn.issuer());
    return issuer.getScheme() + "://" + issuer.getAuthority();
  }

  /** What people are told while the provider doesn't answer. */
  static Unavailable away(Exception cause) {
    Unavailable away = new Unavailable("Sign-in", cause);
    away.coded("sign-in-away");
    return away;
  }

  private ClientRegistration register(Map<String, Object> metadata) {
    return ClientRegistration.withRegistrationId(ID)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .clientAuthenticationMethod(
            settings.clientSecret().isEmpty()
                ? ClientAuthenticationMethod.NONE
                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("{baseUrl}" + settings.base() + "/login/oauth2/code/{registrationId}")
        .scope("openid", "profile", "email")
        .issuerUri(signIn.issuer())
        .authorizationUri(text(metadata, "authorization_endpoint"))
        .tokenUri(text(metadata, "token_endpoint"))
        .jwkSetUri(text(metadata, "jwks_uri"))
        .userNameAttributeName("sub")
        .providerConfigurationMetadata(metadata)
        .build();
  }

  private static String text(Map<String, Object> metadata, String name) {
    if (metadata.get(name) instanceof String value) {
      return value;
    }
    throw new IllegalArgumentException("the provider's description names no " + name);
  }

  /** For its token endpoint: answers are waited for no longer than the settings say. */
  RestClient client() {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(signIn.timeout()).build());
    requests.setReadTimeout(signIn.timeout());
    return RestClient.builder()
        .requestFactory(requests)
        .configureMessageConverters(
            converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
        .build();
  }
}
