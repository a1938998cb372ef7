package io.imprimatur.system;

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
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client, as a person's scripts would use one. */
final class Http {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Http() {}

  /** An answer with its body as text. */
  record Answer(int status, String body, Map<String, String> headers) {

    JsonNode json() {
      return JSON.readTree(body);
    }

    String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }
  }

  static Answer get(String url, String token) {
    return send("GET", url, token, BodyPublishers.noBody(), Map.of());
  }

  static Answer get(String url) {
    return get(url, null);
  }

  static Answer post(String url, String token, Object body, Map<String, String> headers) {
    return json("POST", url, token, body, headers);
  }

  static Answer put(String url, String token, Object body, Map<String, String> headers) {
    return json("PUT", url, token, body, headers);
  }

  static Answer delete(String url, String token, Map<String, String> headers) {
    return send("DELETE", url, token, BodyPublishers.noBody(), headers);
  }

  /** Sends an HTML form. */
  static Answer submit(String url, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        url,
        null,
        BodyPublishers.ofString(form),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static Answer json(
      String method, String url, String token, Object body, Map<String, String> headers) {
    BodyPublisher publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(JSON.writeValueAsString(body));
    Map<String, String> all = new java.util.HashMap<>(headers);
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    return send(method, url, token, publisher, all);
  }

  private static Answer send(
      String method, String url, String token, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(
          answer.statusCode(),
          answer.body(),
          answer.headers().map().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, h -> h.getValue().getFirst())));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encode(String value) {
    return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
