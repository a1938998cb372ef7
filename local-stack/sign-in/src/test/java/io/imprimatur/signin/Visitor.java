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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that signs in with nothing but HTTP, as the module's README tells. */
final class Visitor implements AutoCloseable {

  record Tokens(String access, String id) {}

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-long";

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String base;

  Visitor(int port) {
    base = "http://localhost:" + port;
  }

  HttpResponse<String> signIn(String name, String password) throws Exception {
    Matcher csrf = CSRF.matcher(get("/login").body());
    if (!csrf.find()) {
      throw new AssertionError("The login page has no _csrf");
    }
    return post(
        "/login", "username=" + name + "&password=" + password + "&_csrf=" + encode(csrf.group(1)));
  }

  String authorizePath(String redirect) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return "/oauth2/authorize?response_type=code&client_id=imprimatur-cli&scope=openid&state=s"
        + "&code_challenge_method=S256&code_challenge="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash)
        + "&redirect_uri="
        + encode(redirect);
  }

  Tokens tokens(String redirect) throws Exception {
    String back = location(get(authorizePath(redirect)));
    String code = back.replaceAll(".*[?&]code=([^&]+).*", "$1");
    HttpResponse<String> response =
        post(
            "/oauth2/token",
            "grant_type=authorization_code&client_id=imprimatur-cli&code="
                + code
                + "&redirect_uri="
                + encode(redirect)
                + "&code_verifier="
                + VERIFIER);
    JsonNode tokens = JsonMapper.shared().readTree(response.body());
    return new Tokens(tokens.path("access_token").asString(), tokens.path("id_token").asString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
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

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
