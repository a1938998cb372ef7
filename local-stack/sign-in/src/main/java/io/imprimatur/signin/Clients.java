package io.imprimatur.signin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for tokens: the shell, and the pages of each service. All are public, with PKCE. */
@Configuration(proxyBeanMethods = false)
class Clients {

  static final String SHELL = "imprimatur-cli";

  @Bean
  RegisteredClientRepository clientRepository(SignInSettings settings) {
    List<RegisteredClient> clients = new ArrayList<>();
    // On 127.0.0.1 any port will do (RFC 8252, section 7.3).
    clients.add(
        client(SHELL, settings)
            .redirectUri("http://127.0.0.1/callback")
            .redirectUri("http://127.0.0.1/cli")
            .build());
    settings
        .services()
        .forEach((service, address) -> clients.add(pages(service, address, settings)));
    return new InMemoryRegisteredClientRepository(clients);
  }

  private static RegisteredClient pages(String service, URI address, SignInSettings settings) {
    String base = address.toString().replaceAll("/$", "");
    return client("imprimatur-" + service, settings)
        .redirectUri(base + "/login/oauth2/code/imprimatur")
        .redirectUri("http://127.0.0.1/login/oauth2/code/imprimatur")
        .postLogoutRedirectUri(base + "/")
        .build();
  }

  private static RegisteredClient.Builder client(String id, SignInSettings settings) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .scope("openid")
        .scope("profile")
        .scope("email")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .tokenSettings(
            TokenSettings.builder().accessTokenTimeToLive(settings.tokenLifetime()).build());
  }
}
