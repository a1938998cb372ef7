package io.imprimatur.launcher;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Signs demo people in as a browser would: OpenID Connect's code flow with PKCE (RFC 7636), the
 * provider's own form in between. Works for every provider whose form is plain HTML.
 */
final class SignIn {

  private static final String CLIENT = "imprimatur-cli";

  /** Nothing listens there: the code is taken from the redirect itself (RFC 8252, loopback). */
  private static final String REDIRECT = "http://127.0.0.1:8400/cli";

  private static final int MOST_STEPS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String issuer;

  /**
   * @param issuer the provider's address
   */
  SignIn(String issuer) {
    this.issuer = issuer.replaceFirst("/+$", "");
  }

  /**
   * An access token of the person.
   *
   * @throws Failure where the provider can't be reached or doesn't let the person in
   */
  String token(Person person) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(PATIENCE)
            .build()) {
      Map<String, Object> provider =
          Json.object(
              expect(client, get(URI.create(issuer + "/.well-known/openid-configuration"))).body());
      String verifier = random();
      URI start =
          URI.create(
              provider.get("authorization_endpoint")
                  + "?"
                  + Form.encode(
                      Map.of(
                          "response_type",
                          "code",
                          "client_id",
                          CLIENT,
                          "redirect_uri",
                          REDIRECT,
                          "scope",
                          "openid profile email",
                          "state",
                          random(),
                          "code_challenge",
                          challenge(verifier),
                          "code_challenge_method",
                          "S256")));
      String code = code(client, start, person);
      var answer =
          expect(
              client,
              Form.post(
                  URI.create(provider.get("token_endpoint").toString()),
                  Map.of(
                      "grant_type", "authorization_code",
                      "client_id", CLIENT,
                      "redirect_uri", REDIRECT,
                      "code", code,
                      "code_verifier", verifier)));
      return Json.object(answer.body()).get("access_token").toString();
    } catch (IOException e) {
      throw new Failure(
          "Sign-in does not answer at %s: start it with ./imprimatur start.".formatted(issuer), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted.", e);
    }
  }

  /** Follows redirects and fills in the form until the code comes back. */
  private String code(HttpClient client, URI start, Person person)
      throws IOException, InterruptedException {
    HttpRequest request = get(start);
    boolean filledIn = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      Optional<String> location = answer.headers().firstValue("location");
      if (location.isPresent()) {
        URI next = request.uri().resolve(location.get());
        if (next.toString().startsWith(REDIRECT)) {
          return parameter(next, "code");
        }
        request = get(next);
      } else if (answer.statusCode() == 200 && !filledIn) {
        request = submit(request.uri(), answer.body(), person);
        filledIn = true;
      } else {
        break;
      }
    }
    throw new Failure(
        "%s does not let %s in with the demo password: is it the provider that knows the demo people and the client %s?"
            .formatted(issuer, person.name(), CLIENT));
  }

  private static HttpRequest submit(URI page, String html, Person person) {
    Form form =
        Form.in(page, html, "username", "password")
            .orElseThrow(() -> new Failure("%s shows no form to sign in.".formatted(page)));
    return form.filledIn(Map.of("username", person.name(), "password", Person.PASSWORD));
  }

  private static String parameter(URI uri, String name) {
    for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new Failure("Sign-in answered without a code: " + uri.getRawQuery() + ".");
  }

  private static HttpResponse<String> expect(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Failure(
          "%s answers %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
    }
    return answer;
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("accept", "text/html,*/*").build();
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
