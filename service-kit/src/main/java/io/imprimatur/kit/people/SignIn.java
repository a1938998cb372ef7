package io.imprimatur.kit.people;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenID Connect provider, asked only when something is needed of it, so that services start
 * while it is away.
 */
public final class SignIn implements JWKSetSource<SecurityContext>, AutoCloseable {

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OidcSettings settings;
  private final HttpClient http;
  private volatile URI keysUrl;
  private volatile boolean keysSeen;

  SignIn(OidcSettings settings) {
    this.settings = settings;
    this.keysUrl = settings.keysUrl();
    this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
  }

  /** Whether tokens can be checked even while sign-in is away. */
  public boolean keysSeen() {
    return keysSeen;
  }

  public String issuer() {
    return settings.issuer();
  }

  /**
   * Asks whether it answers.
   *
   * @throws IOException where it doesn't
   */
  public void ping() throws IOException {
    keysUrl = settings.keysUrl() == null ? discover() : settings.keysUrl();
    if (settings.keysUrl() != null) {
      get(keysUrl);
    }
  }

  @Override
  public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      URI url = keysUrl;
      if (url == null) {
        url = discover();
        keysUrl = url;
      }
      JWKSet keys = JWKSet.parse(get(url));
      keysSeen = true;
      return keys;
    } catch (IOException | ParseException e) {
      if (settings.keysUrl() == null) {
        keysUrl = null; // it may have moved: ask again where the keys are
      }
      throw new JWKSetUnavailableException("No keys from " + settings.issuer(), e);
    }
  }

  private URI discover() throws IOException {
    Map<String, Object> document = metadata();
    if (!(document.get("jwks_uri") instanceof String keys)) {
      throw new IOException(issuer() + " names no jwks_uri");
    }
    return URI.create(keys);
  }

  /**
   * The provider's own description of itself (OpenID Connect Discovery 1.0, section 3), asked anew.
   *
   * @throws IOException where it doesn't answer, or with something else
   */
  public Map<String, Object> metadata() throws IOException {
    URI url = URI.create(settings.issuer().replaceAll("/$", "") + DISCOVERY);
    try {
      return JSON.readValue(get(url), new TypeReference<>() {});
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(url + " is no discovery document", e);
    }
  }

  /** How long it may take to answer. */
  public Duration timeout() {
    return settings.timeout();
  }

  private String get(URI url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(settings.timeout())
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(url + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + url, e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
