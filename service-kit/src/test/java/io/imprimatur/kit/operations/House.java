package io.imprimatur.kit.operations;

import io.imprimatur.kit.messaging.SayingsApplication;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestStore;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two services that hear each other, and two whose addresses nobody answers at. What a neighbour
 * tells is spoken as that neighbour.
 */
final class House implements AutoCloseable {

  private static final String SAID = "test.said.v1";

  final String system = "house" + UUID.randomUUID().toString().substring(0, 8);
  private final String database = UUID.randomUUID().toString().substring(0, 8);
  private final List<ConfigurableApplicationContext> running = new ArrayList<>();
  private final int reviewPort = freePort();
  private final int silent = freePort();
  final int port;

  House() {
    start("review", "/review", "drafting", reviewPort);
    port = start("drafting", "/write", "review", 0);
  }

  private int start(String service, String base, String hears, int at) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SayingsApplication.class)
            .run(
                "--server.port=" + at,
                "--spring.application.name=" + service,
                "--logging.structured.format.console=",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.mongodb.uri=" + TestStore.uri(service + "-" + database),
                "--imprimatur.oidc.issuer=" + TestIssuer.shared().uri(),
                // A machine that builds beside the tests is no fault of theirs.
                "--imprimatur.oidc.timeout=20s",
                "--imprimatur.operations.patience=20s",
                "--imprimatur.pages.base=" + base,
                "--imprimatur.pages.services.review=http://localhost:" + reviewPort,
                "--imprimatur.pages.services.publishing=http://localhost:" + silent,
                "--imprimatur.pages.services.notification=http://localhost:" + silent,
                "--imprimatur.events.system=" + system,
                "--imprimatur.events.service=" + service,
                "--imprimatur.events.listens-to=" + hears);
    running.add(context);
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  /** Review says a word that drafting hears. */
  String saysToDrafting(long number, String word) {
    return says("review", number, word);
  }

  /** Drafting says a word that review hears. */
  String saysToReview(long number, String word) {
    return says("drafting", number, word);
  }

  /** The article that it was said about. */
  private String says(String service, long number, String word) {
    String article = UUID.randomUUID().toString();
    new TestNeighbour(system, service)
        .tells(
            new TestNeighbour.Told(
                article,
                number,
                UUID.randomUUID().toString(),
                SAID,
                java.time.Instant.now(),
                word.getBytes(StandardCharsets.UTF_8)));
    return article;
  }

  /** Ends review, as if it had crashed. */
  void endReview() {
    running.removeFirst().close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    running.forEach(ConfigurableApplicationContext::close);
  }
}
