package io.imprimatur.kit.operations;

import io.imprimatur.kit.observability.Traceparent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The APIs of all services, asked in the name of the person at the page. Whoever doesn't answer in
 * time is left out, and the others are not kept waiting.
 */
final class Neighbours {

  /** In the order of a text's way. */
  static final List<String> NAMES = List.of("drafting", "review", "publishing", "notification");

  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private final Supplier<Map<String, URI>> addresses;
  private final Duration patience;
  private final JsonMapper json;
  private final HttpClient client;

  /**
   * @param addresses of the services' APIs, by name
   * @param patience how long one answer may take
   */
  Neighbours(Supplier<Map<String, URI>> addresses, Duration patience, JsonMapper json) {
    this.addresses = addresses;
    this.patience = patience;
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.dividedBy(2))
            .build();
  }

  /**
   * What came back.
   *
   * @param status of HTTP; 0 where nothing came
   * @param body null where it is no success
   * @param said the service's own words where it refuses; may be null
   */
  record Answer<T>(String service, int status, T body, String said) {

    boolean ok() {
      return body != null;
    }
  }

  /** Asks several at once; answers are in the order of the names. */
  <T> Map<String, Answer<T>> ask(List<String> names, Function<String, Answer<T>> question) {
    Map<String, Answer<T>> answers = new LinkedHashMap<>();
    String trace = Traceparent.current().header();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Answer<T>>> asked = new LinkedHashMap<>();
      for (String name : names) {
        asked.put(name, threads.submit(() -> traced(trace, () -> question.apply(name))));
      }
      for (Map.Entry<String, Future<Answer<T>>> each : asked.entrySet()) {
        answers.put(each.getKey(), each.getValue().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return answers;
  }

  @SuppressWarnings("try") // the scope is there to be closed
  private static <T> T traced(String trace, Supplier<T> work) {
    try (Traceparent.Scope scope = Traceparent.open(trace)) {
      return work.get();
    }
  }

  /**
   * Reads.
   *
   * @param path with its query
   */
  <T> Answer<T> get(String service, String path, String token, Class<T> type) {
    return send(service, path, token, type, HttpRequest.Builder::GET);
  }

  /** Does something; the body is JSON. */
  <T> Answer<T> post(
      String service, String path, String token, Map<String, String> body, Class<T> type) {
    byte[] sent = json.writeValueAsBytes(body);
    return send(
        service,
        path,
        token,
        type,
        request ->
            request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(sent)));
  }

  private <T> Answer<T> send(
      String service,
      String path,
      String token,
      Class<T> type,
      Function<HttpRequest.Builder, HttpRequest.Builder> as) {
    URI base = addresses.get().get(service);
    if (base == null) {
      return new Answer<>(service, 0, null, null);
    }
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + path))
              .timeout(patience)
              .header("Authorization", "Bearer " + token)
              .header("Accept", "application/json")
              .header("traceparent", Traceparent.current().header());
      HttpResponse<byte[]> answer =
          client.send(as.apply(request).build(), BodyHandlers.ofByteArray());
      return answer.statusCode() == 200
          ? new Answer<>(service, 200, json.readValue(answer.body(), type), null)
          : new Answer<>(service, answer.statusCode(), null, said(answer.body()));
    } catch (IOException | JacksonException e) {
      LOG.warn("{} does not answer: {}", service, e.toString());
      return new Answer<>(service, 0, null, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer<>(service, 0, null, null);
    }
  }

  /** The detail of a problem (RFC 9457). */
  private String said(byte[] body) {
    try {
      JsonNode detail = json.readTree(new String(body, StandardCharsets.UTF_8)).path("detail");
      return detail.isString() ? detail.stringValue() : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
