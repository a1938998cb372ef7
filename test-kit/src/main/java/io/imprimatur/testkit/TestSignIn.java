package io.imprimatur.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The code flow with PKCE (OpenID Connect Core 1.0, RFC 7636) for tests of pages: whoever {@link
 * #is} named last is signed in without being asked. Refresh tokens work until the session is ended;
 * each refresh takes the person's roles afresh.
 */
public final class TestSignIn {

  private final TestIssuer issuer;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, TestPerson> sessions = new ConcurrentHashMap<>();
  private final Map<String, TestPerson> changed = new ConcurrentHashMap<>();
  private final AtomicInteger refreshes = new AtomicInteger();
  private volatile TestPerson person = TestPerson.LIN_YUE;
  private volatile Duration lifetime = Duration.ofMinutes(5);

  private record Code(
      TestPerson person, String client, String redirectUri, String challenge, String nonce) {}

  TestSignIn(TestIssuer issuer) {
    this.issuer = issuer;
  }

  /** Signs this person in at the next page that asks. */
  public void is(TestPerson next) {
    person = next;
  }

  /** From the next refresh on, the person with this one's id has these roles and sections. */
  public void change(TestPerson to) {
    changed.put(to.id(), to);
  }

  /** Ends all sessions at the provider, as a sign-out elsewhere does: refreshes are refused. */
  public void endSessions() {
    sessions.clear();
  }

  /** How often a session was looked at again. */
  public int refreshes() {
    return refreshes.get();
  }

  void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    if (!"S256".equals(query.get("code_challenge_method")) || query.get("state") == null) {
      json(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Code(
            person,
            query.get("client_id"),
            query.get("redirect_uri"),
            query.get("code_challenge"),
            query.get("nonce")));
    redirect(
        exchange,
        query.get("redirect_uri")
            + "?code="
            + code
            + "&state="
            + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
  }

  void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    switch (String.valueOf(form.get("grant_type"))) {
      case "authorization_code" -> exchange(exchange, form);
      case "refresh_token" -> refresh(exchange, form);
      default -> json(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
    }
  }

  private void exchange(HttpExchange exchange, Map<String, String> form) throws IOException {
    Code code = codes.remove(String.valueOf(form.get("code")));
    if (code == null
        || !code.redirectUri().equals(form.get("redirect_uri"))
        || !code.challenge().equals(challenge(String.valueOf(form.get("code_verifier"))))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String session = UUID.randomUUID().toString();
    sessions.put(session, code.person());
    String idToken =
        issuer.token(
            code.person(),
            claims ->
                claims
                    .audience(List.of(code.client()))
                    .claim("azp", code.client())
                    .claim("sid", session)
                    .claim("nonce", code.nonce()));
    answer(exchange, code.person(), session, ",\"id_token\":\"%s\"".formatted(idToken));
  }

  private void refresh(HttpExchange exchange, Map<String, String> form) throws IOException {
    refreshes.incrementAndGet();
    String session = String.valueOf(form.get("refresh_token"));
    TestPerson who = sessions.get(session);
    if (who == null) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    answer(exchange, changed.getOrDefault(who.id(), who), session, "");
  }

  private void answer(HttpExchange exchange, TestPerson who, String session, String more)
      throws IOException {
    json(
        exchange,
        200,
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"%s",\
        "scope":"openid profile email"%s}"""
            .formatted(issuer.token(who), lifetime.toSeconds(), session, more));
  }

  void logout(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    if (query.get("id_token_hint") != null) {
      sessions.remove(sid(query.get("id_token_hint")));
    }
    String back = query.get("post_logout_redirect_uri");
    if (back == null) {
      json(exchange, 200, "{}");
    } else {
      redirect(exchange, back);
    }
  }

  private static String sid(String token) {
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    return claims.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
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

  private static Map<String, String> form(String encoded) {
    Map<String, String> form = new HashMap<>();
    if (encoded != null) {
      for (String pair : encoded.split("&")) {
        String[] parts = pair.split("=", 2);
        form.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", URI.create(to).toString());
    exchange.sendResponseHeaders(302, -1);
  }

  private static void json(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
