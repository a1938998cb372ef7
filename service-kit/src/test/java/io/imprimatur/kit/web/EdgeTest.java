package io.imprimatur.kit.web;

import io.imprimatur.kit.people.Issuer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the smallest service on a port of its own, with a provider of tokens beside it. */
@SpringBootTest(
    classes = EdgeApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=edge",
      "imprimatur.web.upload-limit=3MB",
      "logging.structured.format.console="
    })
abstract class EdgeTest {

  static final Issuer ISSUER = new Issuer();

  @LocalServerPort int port;
  Http http;
  Http stranger;

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry registry) {
    registry.add("imprimatur.oidc.issuer", ISSUER::url);
  }

  @BeforeEach
  void signIn() {
    http = new Http(port, ISSUER.token("lin.yue", List.of("writer"), "services", "tourism"));
    stranger = new Http(port, null);
  }
}
