package io.imprimatur.system;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as a person's scripts would use it: whole addresses, and a token that was fetched. */
final class Http {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final io.imprimatur.testkit.Http HTTP = io.imprimatur.testkit.Http.anywhere();

  private Http() {}

  /** An answer, whatever its status. */
  record Answer(io.imprimatur.testkit.Http.Answer answer) {

    int status() {
      return answer.status();
    }

    String body() {
      return answer.body();
    }

    JsonNode json() {
      return answer.json();
    }

    String header(String name) {
      return answer.header(name);
    }
  }

  static Answer get(String url, String token) {
    return new Answer(HTTP.exchange(token, "GET", url, BodyPublishers.noBody(), Map.of()));
  }

  static Answer get(String url) {
    return get(url, null);
  }

  /** Sends a value as JSON, or no body where it is null. */
  static Answer post(String url, String token, Object body, Map<String, String> headers) {
    String json = body == null ? null : JSON.writeValueAsString(body);
    return new Answer(HTTP.sendWith(token, "POST", url, json, headers));
  }

  /** Replaces what stands there by a value, as JSON. */
  static Answer put(String url, String token, Object body, Map<String, String> headers) {
    return new Answer(HTTP.sendWith(token, "PUT", url, JSON.writeValueAsString(body), headers));
  }

  /** Sends an HTML form. */
  static Answer submit(String url, Map<String, String> fields) {
    return new Answer(
        HTTP.form(
            url,
            fields.entrySet().stream()
                .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"))));
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
