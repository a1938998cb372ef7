package io.imprimatur.system;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;

/** A system that runs: as processes of the local stack, or in containers behind one address. */
public interface Deployment {

  /** The path of each service's staff pages. */
  Map<String, String> DESKS =
      Map.of(
          "drafting", "/write",
          "review", "/review",
          "publishing", "/newsroom",
          "notification", "/alerts");

  /** Scheme, host and port at which browsers find a service's pages. */
  String origin(String service);

  /** The address below which a service's {@code /api} is. */
  String api(String service);

  /** The mailbox, with Mailpit's API. */
  String mailbox();

  /** A demo person's access token; kept, as a person's browser would. */
  String token(String person);

  /** Lets somebody in who was led to the provider's page. */
  void signIn(Page page, String person);

  /** Waits until every outbox is empty and every service has read what its neighbours told. */
  void drained();

  /** How long what needs several services may take. */
  default Duration patience() {
    return Duration.ofSeconds(90);
  }

  /** A service's staff pages. */
  default String desk(String service) {
    return origin(service) + DESKS.get(service);
  }
}
