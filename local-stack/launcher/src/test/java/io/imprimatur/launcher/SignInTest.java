package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small provider that checks what RFC 6749 and RFC 7636 ask of the client. */
class SignInTest {

  private HttpServer provider;
  private String issuer;
  private Map<String, String> asked = Map.of();

  @BeforeEach
  void provider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    provider.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                200,
                "{\"authorization_endpoint\":\"%s/authorize\",\"token_endpoint\":\"%s/token\"}"
                    .formatted(issuer, issuer)));
    provider.createContext("/authorize", this::authorize);
    provider.createContext("/login", this::login);
    provider.createContext("/token", this::token);
    provider.start();
  }

  @AfterEach
  void end() {
    provider.stop(0);
  }

  @Test
  void bringsTheAccessToken() {
    assertThat(new SignIn(issuer).token(Person.named("lin.yue"))).isEqualTo("token-of-lin.yue");
    assertThat(asked)
        .containsEntry("client_id", "imprimatur-cli")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("response_type", "code");
  }

  @Test
  void saysSoWhereThePersonIsNotLetIn() {
    var stranger = new Person("not.here", "Not Here", List.of(), List.of());
    assertThatThrownBy(() -> new SignIn(issuer).token(stranger))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("does not let not.here in");
  }

  @Test
  void saysWhatToDoWhereNobodyAnswers() {
    provider.stop(0);
    assertThatThrownBy(() -> new SignIn(issuer).token(Person.named("lin.yue")))
        .hasMessageContaining("Sign-in does not answer at " + issuer)
        .hasMessageContaining("./imprimatur start");
  }

  private void authorize(HttpExchange exchange) throws IOException {
    String cookies =
        String.join(";", exchange.getRequestHeaders().getOrDefault("cookie", List.of()));
    if (cookies.contains("person=")) {
      String person = cookies.replaceAll(".*person=\"?([^;\"]*)\"?.*", "$1");
      redirect(exchange, asked.get("redirect_uri") + "?state=x&code=code%2Ffor%20" + person);
    } else {
      asked = parameters(exchange.getRequestURI().getRawQuery());
      redirect(exchange, "/login?a=1&b=2");
    }
  }

  private void login(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer(
          exchange,
          200,
          "<form method=\"post\" action=\"/login?a=1&amp;b=2\"><input name=\"_csrf\" type=\"hidden\" value=\"t&amp;k\"/>"
              + "<input name=\"username\"><input type=\"password\" name=\"password\"></form>");
      return;
    }
    Map<String, String> form = parameters(body(exchange));
    if ("t&k".equals(form.get("_csrf"))
        && "imprimatur".equals(form.get("password"))
        && "lin.yue".equals(form.get("username"))
        && "a=1&b=2".equals(exchange.getRequestURI().getRawQuery())) {
      exchange
          .getResponseHeaders()
          .add("set-cookie", "person=" + form.get("username") + "; Path=/");
      redirect(exchange, issuer + "/authorize?again");
    } else {
      answer(exchange, 200, "<form method='post'>Wrong name or password</form>");
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = parameters(body(exchange));
    boolean right =
        "code/for lin.yue".equals(form.get("code"))
            && asked.get("redirect_uri").equals(form.get("redirect_uri"))
            && asked.get("code_challenge").equals(challenge(form.get("code_verifier")));
    answer(
        exchange,
        right ? 200 : 400,
        right ? "{\"access_token\":\"token-of-lin.yue\"}" : "{\"error\":\"invalid_grant\"}");
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String encoded) {
    return Stream.of(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
