package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {

  private HttpServer server;
  private Http http;

  /** Answers with what it was sent. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          var sent = exchange.getRequestHeaders();
          byte[] said = exchange.getRequestBody().readAllBytes();
          byte[] answer =
              "{\"method\":\"%s\",\"path\":\"%s\",\"token\":\"%s\",\"type\":\"%s\",\"body\":\"%s\"}"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      sent.getFirst("Authorization"),
                      sent.get("Content-Type"),
                      new String(said, StandardCharsets.UTF_8))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("X-Mark", "here");
          if (exchange.getRequestURI().getPath().equals("/pages")) {
            exchange.getResponseHeaders().set("Link", "<http://x.example/?after=1>; rel=\"next\"");
          }
          exchange.sendResponseHeaders(418, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    http = new Http(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anAnswerHasStatusHeadersAndJson() {
    Http.Answer answer = http.get(null, "/api/x?y=z");
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.header("x-mark")).isEqualTo("here");
    assertThat(answer.header("x-other")).isNull();
    assertThat(answer.text("/path")).isEqualTo("/api/x?y=z");
    assertThat(answer.text("/nothing")).isEmpty();
    assertThat(answer.text("/token")).isEqualTo("null");
    assertThat(answer.text("/type")).isEqualTo("null");
  }

  @Test
  void aPersonsTokenGoesAlong() {
    String token = http.get(TestPerson.LIN_YUE, "/").text("/token");
    assertThat(token).matches("Bearer [^.]+\\.[^.]+\\.[^.]+");
    assertThat(http.sendWith("t", "DELETE", "/", null, Map.of()).text("/token"))
        .isEqualTo("Bearer t");
  }

  @Test
  void bodiesSayWhatTheyAre() {
    Http.Answer json = http.put(null, "/", "[临河]");
    assertThat(json.text("/method")).isEqualTo("PUT");
    assertThat(json.text("/type")).isEqualTo("[application/json]");
    assertThat(json.text("/body")).isEqualTo("[临河]");
    assertThat(http.form("/", "a=b").text("/type"))
        .isEqualTo("[application/x-www-form-urlencoded]");
    assertThat(
            http.send(null, "POST", "/", "x", Map.of("content-type", "text/plain")).text("/type"))
        .isEqualTo("[text/plain]");
  }

  @Test
  void aWholeAddressIsTakenAsItIs() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/next";
    assertThat(Http.anywhere().get(null, address).text("/path")).isEqualTo("/next");
    assertThat(new Http(1).get(null, address).text("/path")).isEqualTo("/next");
  }

  @Test
  void aPageLeadsToTheNextAndTheLastToNone() {
    assertThat(http.get(null, "/pages").next()).isEqualTo("http://x.example/?after=1");
    assertThat(http.get(null, "/").next()).isNull();
  }

  @Test
  void nobodyThereIsSaid() {
    assertThatThrownBy(() -> new Http(Ports.free()).get(null, "/x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("GET http://127.0.0.1:");
  }
}
