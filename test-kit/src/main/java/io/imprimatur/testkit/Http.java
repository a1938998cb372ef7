package io.imprimatur.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service as programs see it: HTTP and JSON, nothing else. A path may also be a whole address,
 * such as one from a {@code Link} header. Redirects are not followed.
 */
public final class Http {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"next\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String base;

  /** Speaks to the service at this port of 127.0.0.1. */
  public Http(int port) {
    this("http://127.0.0.1:" + port);
  }

  private Http(String base) {
    this.base = base;
  }

  /** Speaks to whatever a whole address names. */
  public static Http anywhere() {
    return new Http("");
  }

  /** An answer, whatever its status. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    /** The body read as JSON (RFC 8259), whatever its type says it is. */
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** What stands at a JSON Pointer (RFC 6901) of the body; empty where nothing does. */
    public String text(String pointer) {
      return json().at(pointer).asString("");
    }

    /** The first header of that name, or null. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** The address of a list's next page ({@code Link}, RFC 8288), or null on the last one. */
    public String next() {
      Matcher link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
      return link.find() ? link.group(1) : null;
    }
  }

  /** Asks as a person, or as nobody where the person is null. */
  public Answer get(TestPerson who, String path) {
    return send(who, "GET", path, null, Map.of());
  }

  /** Sends JSON. */
  public Answer post(TestPerson who, String path, String json) {
    return send(who, "POST", path, json, Map.of());
  }

  /** Sends JSON. */
  public Answer put(TestPerson who, String path, String json) {
    return send(who, "PUT", path, json, Map.of());
  }

  /** Sends an HTML form, already encoded, as nobody. */
  public Answer form(String path, String fields) {
    return exchange(
        null,
        "POST",
        path,
        BodyPublishers.ofString(fields),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  /** Sends JSON, or no body where it is null, with a token of the person's. */
  public Answer send(
      TestPerson who, String method, String path, String json, Map<String, String> headers) {
    return sendWith(
        who == null ? null : TestIssuer.shared().token(who), method, path, json, headers);
  }

  /** The same with this token, or with none where it is null. */
  public Answer sendWith(
      String token, String method, String path, String json, Map<String, String> headers) {
    return json == null
        ? exchange(token, method, path, BodyPublishers.noBody(), headers)
        : exchange(
            token,
            method,
            path,
            BodyPublishers.ofString(json),
            with(headers, "Content-Type", "application/json"));
  }

  /**
   * Sends anything.
   *
   * @param token the access token, or null for none
   * @throws UncheckedIOException where no answer comes, or none within a minute
   */
  public Answer exchange(
      String token, String method, String path, BodyPublisher body, Map<String, String> headers) {
    String address = path.startsWith("http") ? path : base + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try {
      return new Answer(
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("No answer to " + method + " " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put(name, value);
    all.putAll(headers);
    return all;
  }
}
