package io.imprimatur.signin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Who may ask for tokens, all with PKCE: the shell, which can't keep a secret, and the pages of
 * each service, which have one and may refresh what they got.
 */
@Configuration(proxyBeanMethods = false)
class Clients {

  static final String SHELL = "imprimatur-cli";

  private static final String CALLBACK = "/login/oauth2/code/imprimatur";

  @Bean
  RegisteredClientRepository clientRepository(SignInSettings settings, PasswordEncoder encoder) {
    List<RegisteredClient> clients = new ArrayList<>();
    clients.add(shell(settings));
    settings
        .pages()
        .forEach(
            (service, address) ->
                clients.add(
                    pages(service, address, encoder.encode(settings.clientSecret()), settings)));
    return new InMemoryRegisteredClientRepository(clients);
  }

  private static RegisteredClient shell(SignInSettings settings) {
    // On 127.0.0.1 any port will do (RFC 8252, section 7.3).
    return client(SHELL)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .redirectUri("http://127.0.0.1/callback")
        .redirectUri("http://127.0.0.1/cli")
        .tokenSettings(
            TokenSettings.builder().accessTokenTimeToLive(settings.tokenLifetime()).build())
        .build();
  }

  private static RegisteredClient pages(
      String service, URI address, String secret, SignInSettings settings) {
    String base = withoutSlash(address.toString());
    String path = withoutSlash(address.getPath());
    return client("imprimatur-" + service)
        .clientSecret(secret)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .redirectUri(base + CALLBACK)
        .redirectUri("http://127.0.0.1" + path + CALLBACK)
        .postLogoutRedirectUris(
            uris -> {
              for (String back : List.of(base, origin(address), "http://127.0.0.1" + path)) {
                uris.add(back);
                uris.add(back + "/");
                uris.add(back + "/signed-out");
              }
              uris.add("http://127.0.0.1/");
            })
        .tokenSettings(
            TokenSettings.builder()
                .accessTokenTimeToLive(settings.pageTokenLifetime())
                .refreshTokenTimeToLive(settings.sessionLifetime())
                // Several instances of a service may refresh one session at the same time.
                .reuseRefreshTokens(true)
                .build())
        .build();
  }

  private static RegisteredClient.Builder client(String id) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .scope("openid")
        .scope("profile")
        .scope("email")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build());
  }

  static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }

  private static String withoutSlash(String text) {
    return text.replaceAll("/+$", "");
  }
}
