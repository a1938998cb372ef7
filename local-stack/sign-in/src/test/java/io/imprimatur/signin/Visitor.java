package io.imprimatur.signin;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that signs in with nothing but HTTP, as the module's README tells. */
final class Visitor implements AutoCloseable {

  record Tokens(String access, String id, String refresh) {

    static Tokens in(HttpResponse<String> answer) {
      JsonNode tokens = JsonMapper.shared().readTree(answer.body());
      return new Tokens(
          tokens.path("access_token").asString(),
          tokens.path("id_token").asString(),
          tokens.path("refresh_token").asString(""));
    }
  }

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-long";

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String base;
  private String languages = "";

  Visitor(int port) {
    base = "http://localhost:" + port;
  }

  /** Its wish for a language, as browsers send it. */
  Visitor speaking(String languages) {
    this.languages = languages;
    return this;
  }

  HttpResponse<String> signIn(String name, String password) throws Exception {
    return submit("/login", "/login", "username=" + name + "&password=" + password + "&");
  }

  /** Sends a form of the page, with the token that belongs to it. */
  HttpResponse<String> submit(String page, String action, String fields) throws Exception {
    Matcher csrf = CSRF.matcher(get(page).body());
    if (!csrf.find()) {
      throw new AssertionError("The page has no _csrf");
    }
    return post(action, fields + "_csrf=" + encode(csrf.group(1)));
  }

  String authorizePath(String redirect) throws Exception {
    return authorizePath("imprimatur-cli", redirect);
  }

  String authorizePath(String client, String redirect) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return "/oauth2/authorize?response_type=code&scope=openid&state=s&client_id="
        + client
        + "&code_challenge_method=S256&code_challenge="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash)
        + "&redirect_uri="
        + encode(redirect);
  }

  /** What the shell gets. */
  Tokens tokens(String redirect) throws Exception {
    return Tokens.in(exchange("imprimatur-cli", Optional.empty(), redirect));
  }

  /** What a service's pages get. */
  Tokens tokens(String client, String secret, String redirect) throws Exception {
    return Tokens.in(exchange(client, Optional.of(secret), redirect));
  }

  HttpResponse<String> exchange(String client, Optional<String> secret, String redirect)
      throws Exception {
    String back = location(get(authorizePath(client, redirect)));
    String code = back.replaceAll(".*[?&]code=([^&]+).*", "$1");
    return token(
        client,
        secret,
        "grant_type=authorization_code&client_id="
            + client
            + "&code="
            + code
            + "&redirect_uri="
            + encode(redirect)
            + "&code_verifier="
            + VERIFIER);
  }

  HttpResponse<String> refresh(String client, String secret, Tokens tokens) throws Exception {
    return token(
        client,
        Optional.of(secret),
        "grant_type=refresh_token&refresh_token=" + encode(tokens.refresh()));
  }

  private HttpResponse<String> token(String client, Optional<String> secret, String form)
      throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    secret.ifPresent(
        each ->
            request.header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString((client + ":" + each).getBytes(StandardCharsets.UTF_8))));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(uri(path));
    if (!languages.isEmpty()) {
      request.header("Accept-Language", languages);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept-Language", languages.isEmpty() ? "*" : languages)
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  private URI uri(String path) {
    return URI.create(path.startsWith("http") ? path : base + path);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
