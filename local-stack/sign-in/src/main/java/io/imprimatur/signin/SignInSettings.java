package io.imprimatur.signin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code imprimatur.sign-in}.
 *
 * @param keysFile JWK Set (RFC 7517) with the private RSA keys; the first one signs
 * @param clientSecret with which the services' pages show that they are themselves
 * @param data folder where sessions and refresh tokens outlive a restart; none: they don't
 * @param password everybody's password
 * @param tokenLifetime how long an access token of the shell is good
 * @param pageTokenLifetime the same for the services' pages: after that they ask for the roles anew
 * @param sessionLifetime how long a person stays signed in, at the most
 * @param pages where each service's staff pages are, by the service's name
 * @param people who can sign in
 */
@ConfigurationProperties("imprimatur.sign-in")
record SignInSettings(
    String keysFile,
    String clientSecret,
    @Nullable Path data,
    String password,
    Duration tokenLifetime,
    Duration pageTokenLifetime,
    Duration sessionLifetime,
    Map<String, URI> pages,
    List<DemoPerson> people) {

  SignInSettings {
    if (clientSecret.isBlank()) {
      throw new CannotStart(
          "OIDC_CLIENT_SECRET is not set: give the secret that the four services know too,"
              + " 32 random characters or more.");
    }
  }

  Optional<DemoPerson> person(String id) {
    return people.stream().filter(person -> person.id().equals(id)).findAny();
  }
}
