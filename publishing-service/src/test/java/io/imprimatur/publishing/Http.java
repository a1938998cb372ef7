package io.imprimatur.publishing;

import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as programs see it: HTTP and JSON, nothing else. */
final class Http {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String base;

  Http(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    String text(String pointer) {
      return body.at(pointer).asString();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  Answer get(TestPerson who, String path) {
    return send(who, "GET", path, null, Map.of());
  }

  Answer post(TestPerson who, String path, String body) {
    return send(who, "POST", path, body, Map.of());
  }

  Answer put(TestPerson who, String path, String body) {
    return send(who, "PUT", path, body, Map.of());
  }

  /** Sends with the person's token, or with none where the person is null. */
  Answer send(
      TestPerson who, String method, String path, String body, Map<String, String> headers) {
    return sendWith(
        who == null ? null : TestIssuer.shared().token(who), method, path, body, headers);
  }

  Answer sendWith(
      String token, String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("content-type", "application/json");
    }
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response), response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    String type = response.headers().firstValue("content-type").orElse("");
    return type.contains("json") ? JSON.readTree(response.body()) : JSON.nullNode();
  }
}
