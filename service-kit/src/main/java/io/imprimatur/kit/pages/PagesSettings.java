package io.imprimatur.kit.pages;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param base the path below which the service's pages for staff are, such as {@code /write};
 *     without it the service has none
 * @param front whether the service's address itself leads to the pages
 * @param clientId under which the provider knows these pages
 * @param clientSecret by which the pages prove themselves to the provider (RFC 6749, section 2.3.1)
 * @param desks the pages' addresses of all services, by the service's name, as browsers reach them
 * @param services the addresses of all services, by name, as this service reaches them
 * @param idle after how long without a click a session ends
 * @param strangerIdle the same for somebody who hasn't signed in
 * @param accessNoted how exactly the last click is remembered
 * @param lookAgain how old what the provider said of a person may be before it is asked again
 * @param lookAgainLimit how old it may be at most, while the provider doesn't answer
 */
@ConfigurationProperties("imprimatur.pages")
public record PagesSettings(
    String base,
    @DefaultValue("false") boolean front,
    String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue Map<String, URI> desks,
    @DefaultValue Map<String, URI> services,
    @DefaultValue("8h") Duration idle,
    @DefaultValue("15m") Duration strangerIdle,
    @DefaultValue("1m") Duration accessNoted,
    @DefaultValue("4m") Duration lookAgain,
    @DefaultValue("5m") Duration lookAgainLimit) {

  public PagesSettings {
    if (base != null && !base.matches("/[a-z-]+")) {
      throw new IllegalArgumentException(
          "imprimatur.pages.base must be a path such as /write, not " + base);
    }
    desks = Map.copyOf(desks);
    services = Map.copyOf(services);
    if (lookAgain.compareTo(lookAgainLimit) > 0) {
      throw new IllegalArgumentException(
          "imprimatur.pages.look-again must not be longer than look-again-limit");
    }
  }
}
