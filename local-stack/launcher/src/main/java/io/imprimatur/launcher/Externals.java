package io.imprimatur.launcher;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts that the environment replaces by real ones, each with its address as shown to people:
 * {@code host:port}, several separated by commas, or the issuer's URL. Credentials are left out.
 */
record Externals(Map<String, String> addresses) {

  static final Externals NONE = new Externals(Map.of());

  Externals {
    addresses = Map.copyOf(addresses);
  }

  static Externals of(Map<String, String> environment) {
    var addresses = new LinkedHashMap<String, String>();
    String store = environment.getOrDefault("MONGODB_URI", "");
    if (!store.isBlank()) {
      addresses.put("store", String.join(",", MongoUri.of(store).addresses()));
    }
    String broker = environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
    if (!broker.isBlank()) {
      addresses.put("broker", broker.strip());
    }
    String issuer = environment.getOrDefault("OIDC_ISSUER", "");
    if (!issuer.isBlank()) {
      if (!issuer.matches("https?://[^/]+.*")) {
        throw new Failure(
            "OIDC_ISSUER is \"%s\"; give the issuer's http or https address.".formatted(issuer));
      }
      addresses.put("sign-in", issuer.strip());
    }
    String smtp = environment.getOrDefault("SMTP_HOST", "");
    if (!smtp.isBlank()) {
      addresses.put("mailbox", smtp.strip() + ":" + smtpPort(environment));
    }
    return new Externals(addresses);
  }

  static String smtpPort(Map<String, String> environment) {
    String port = environment.getOrDefault("SMTP_PORT", "");
    return port.isBlank() ? "25" : port.strip();
  }

  boolean has(String part) {
    return addresses.containsKey(part);
  }

  /** Whether one of the part's hosts takes a connection. */
  boolean up(String part) {
    String address = addresses.get(part);
    if (address.startsWith("http")) {
      URI uri = URI.create(address);
      int port = uri.getPort() > 0 ? uri.getPort() : address.startsWith("https") ? 443 : 80;
      return Probe.connects(uri.getHost(), port);
    }
    for (String each : address.split(",")) {
      int colon = each.lastIndexOf(':');
      if (colon > 0
          && each.substring(colon + 1).matches("\\d{1,5}")
          && Probe.connects(
              each.substring(0, colon).strip(), Integer.parseInt(each.substring(colon + 1)))) {
        return true;
      }
    }
    return false;
  }
}
