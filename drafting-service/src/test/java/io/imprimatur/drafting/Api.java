package io.imprimatur.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the service as one person does. */
final class Api {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Http http;
  private final String token;

  Api(int port, String token) {
    this.http = new Http(port);
    this.token = token;
  }

  static Api as(int port, TestPerson person) {
    return new Api(port, TestIssuer.shared().token(person));
  }

  /** An entry with some fields other than usual; a null takes one out. */
  static Map<String, Object> entry(Object... changes) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("title", "Flood control");
    entry.put("summary", "What to do");
    entry.put("body", "<p>Stay on high ground.</p>");
    entry.put("section", "government");
    entry.put("language", "en");
    for (int i = 0; i < changes.length; i += 2) {
      entry.put((String) changes[i], changes[i + 1]);
    }
    entry.values().removeIf(java.util.Objects::isNull);
    return entry;
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer create(Map<String, Object> entry, String... headers) {
    return json("POST", "/api/articles", entry, headers);
  }

  Answer change(String id, long version, Map<String, Object> entry, String... headers) {
    return json(
        "PUT", "/api/articles/" + id, entry, with(headers, "If-Match", "\"" + version + "\""));
  }

  Answer submit(String id, long version, String... headers) {
    return send(
        "POST",
        "/api/articles/" + id + "/submission",
        BodyPublishers.noBody(),
        with(headers, "If-Match", "\"" + version + "\""));
  }

  Answer takeBack(String id, long version) {
    return send(
        "DELETE",
        "/api/articles/" + id + "/submission",
        BodyPublishers.noBody(),
        "If-Match",
        "\"" + version + "\"");
  }

  Answer json(String method, String path, Object body, String... headers) {
    String text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
    return send(
        method,
        path,
        BodyPublishers.ofString(text),
        with(headers, "Content-Type", "application/json"));
  }

  Answer upload(String file, byte[] bytes, String section, String language) {
    String boundary = "b0undary";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      for (Map.Entry<String, String> field :
          Map.of("section", section, "language", language).entrySet()) {
        body.write(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(boundary, field.getKey(), field.getValue())
                .getBytes(StandardCharsets.UTF_8));
      }
      body.write(
          "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
              .formatted(boundary, file)
              .getBytes(StandardCharsets.UTF_8));
      body.write(bytes);
      body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return send(
        "POST",
        "/api/articles/import",
        BodyPublishers.ofByteArray(body.toByteArray()),
        "Content-Type",
        "multipart/form-data; boundary=" + boundary);
  }

  Answer send(String method, String path, BodyPublisher body, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new Answer(http.exchange(token, method, path, body, all));
  }

  void awaitState(String id, String state) {
    await("state of " + id)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(get("/api/articles/" + id).text("state")).isEqualTo(state));
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = name;
    all[headers.length + 1] = value;
    return all;
  }

  record Answer(Http.Answer http) {

    Answer is(int status) {
      assertThat(status()).as(http.body()).isEqualTo(status);
      if (status >= 400) {
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(json().get("status").asInt()).isEqualTo(status);
        assertThat(text("detail")).isNotBlank();
      }
      return this;
    }

    int status() {
      return http.status();
    }

    JsonNode json() {
      return http.json();
    }

    String text(String field) {
      return http.text("/" + field);
    }

    long version() {
      return json().get("version").asLong();
    }

    String id() {
      return text("id");
    }

    String header(String name) {
      return http.header(name);
    }
  }
}
