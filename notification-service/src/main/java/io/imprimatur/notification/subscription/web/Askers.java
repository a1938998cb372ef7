package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.TooMany;
import io.imprimatur.notification.subscription.AskingLimit;
import io.imprimatur.notification.subscription.Network;
import io.imprimatur.notification.subscription.SubscriptionSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets no network have more mails sent than its share. Whose request it is, the connection tells;
 * where that comes from a proxy that is trusted, what the proxy says about it ({@code
 * X-Forwarded-For}). A trusted proxy that names nobody asks for itself and is not limited.
 */
@Component
final class Askers {

  private static final Logger LOG = LoggerFactory.getLogger(Askers.class);
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final AskingLimit limit;
  private final List<Network> proxies;
  private final Counter refused;

  Askers(AskingLimit limit, SubscriptionSettings settings, MeterRegistry meters) {
    this.limit = limit;
    proxies = settings.trustedProxies().stream().map(String::strip).map(Network::parse).toList();
    refused =
        Counter.builder("imprimatur.subscriptions.refused")
            .description("Askings for a mail that came from a network beyond its share")
            .register(meters);
  }

  /**
   * Counts one asking.
   *
   * @throws TooMany where its network has asked too often
   */
  void count(HttpServletRequest request) {
    network(request)
        .ifPresent(
            network ->
                limit
                    .take(network)
                    .ifPresent(
                        wait -> {
                          refused.increment();
                          throw tooMany(network, wait);
                        }));
  }

  private static TooMany tooMany(Network network, Duration wait) {
    LOG.atDebug().addKeyValue("network", network).log("asks for too many mails");
    return new TooMany(
        "Your network has asked for as many mails as are sent for one. Please try again later.",
        wait);
  }

  /** Who asks; nothing where a trusted proxy does. */
  private Optional<Network> network(HttpServletRequest request) {
    InetAddress near = Network.address(withoutZone(request.getRemoteAddr())).orElseThrow();
    for (String named : nearestFirst(request)) {
      if (!trusted(near)) {
        break;
      }
      Optional<InetAddress> next = Network.address(withoutPort(named));
      if (next.isEmpty()) {
        // Whoever that is shares one share with all others who are named like this.
        return Optional.of(Network.around(near));
      }
      near = next.get();
    }
    return trusted(near) ? Optional.empty() : Optional.of(Network.around(near));
  }

  private boolean trusted(InetAddress address) {
    return proxies.stream().anyMatch(proxy -> proxy.holds(address));
  }

  /** Each proxy puts whom it heard at the end; only the trusted ones' words count. */
  private static List<String> nearestFirst(HttpServletRequest request) {
    List<String> all = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
      all.addAll(Arrays.asList(header.split(",", -1)));
    }
    return all.reversed();
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** Some proxies write {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String named) {
    String text = named.strip();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }
}
