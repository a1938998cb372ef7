package io.imprimatur.signin;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code imprimatur.sign-in}.
 *
 * @param keysFile JWK Set (RFC 7517) with the private RSA keys; the first one signs
 * @param password everybody's password
 * @param tokenLifetime how long an access token is good
 * @param services where each service's pages are, by the service's name
 * @param people who can sign in
 */
@ConfigurationProperties("imprimatur.sign-in")
record SignInSettings(
    String keysFile,
    String password,
    Duration tokenLifetime,
    Map<String, URI> services,
    List<DemoPerson> people) {

  Optional<DemoPerson> person(String id) {
    return people.stream().filter(person -> person.id().equals(id)).findAny();
  }
}
