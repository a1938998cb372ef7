package io.imprimatur.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Calls the services' API as people's programs do. */
final class Api implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration OUTCOME_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(150).toNanos();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final SignIn signIn;
  private final Map<String, String> tokens = new HashMap<>();

  Api(SignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * One call.
   *
   * @param address the whole URL
   */
  record Call(
      String method, String address, Object body, String person, Map<String, String> headers) {

    static Call get(String address) {
      return new Call("GET", address, null, null, Map.of());
    }

    static Call post(String address, Object body) {
      return new Call("POST", address, body, null, Map.of());
    }

    static Call put(String address, Object body) {
      return new Call("PUT", address, body, null, Map.of());
    }

    static Call delete(String address) {
      return new Call("DELETE", address, null, null, Map.of());
    }

    Call by(String name) {
      return new Call(method, address, body, name, headers);
    }

    Call with(String header, String value) {
      var more = new HashMap<>(headers);
      more.put(header, value);
      return new Call(method, address, body, person, more);
    }
  }

  /** The answer's JSON. */
  Object json(Call call) {
    HttpResponse<String> answer = send(call);
    if (answer.statusCode() >= 300) {
      throw refused(call, answer);
    }
    return answer.body().isBlank() ? Map.of() : Json.parse(answer.body());
  }

  /** The answer's JSON object. */
  Map<String, Object> object(Call call) {
    HttpResponse<String> answer = send(call);
    if (answer.statusCode() >= 300) {
      throw refused(call, answer);
    }
    return answer.body().isBlank() ? Map.of() : Json.object(answer.body());
  }

  /** The answer's JSON object, empty where there is nothing at the address yet. */
  Optional<Map<String, Object>> find(Call call) {
    HttpResponse<String> answer = send(call);
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    if (answer.statusCode() >= 300) {
      throw refused(call, answer);
    }
    return Optional.of(Json.object(answer.body()));
  }

  /**
   * Opens the page behind a link and presses the button of the form that holds the link's token.
   *
   * @return whether there was one
   */
  boolean pressButton(URI address) {
    var page = send(HttpRequest.newBuilder(address).timeout(PATIENCE).build());
    Optional<Form> form = Form.in(address, page.body(), "token");
    if (form.isPresent()) {
      HttpResponse<String> answer = send(form.get().filledIn(Map.of()));
      if (answer.statusCode() >= 400) {
        throw new Failure("%s answers %d.".formatted(form.get().action(), answer.statusCode()));
      }
    }
    return form.isPresent();
  }

  /**
   * Looks until there is a result.
   *
   * @param what is waited for, as in "the review of …"
   */
  static <T> T await(String what, Supplier<Optional<T>> look) {
    long limit = System.nanoTime() + OUTCOME_WITHIN.toNanos();
    while (System.nanoTime() < limit) {
      Optional<T> result = look.get();
      if (result.isPresent()) {
        return result.get();
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    throw new Failure(
        "Waited %d s in vain for %s: ./imprimatur status tells what is not up, ./imprimatur logs PART why. Run the command again then; it goes on where it stopped."
            .formatted(OUTCOME_WITHIN.toSeconds(), what));
  }

  private HttpResponse<String> send(Call call) {
    var request = HttpRequest.newBuilder(URI.create(call.address())).timeout(PATIENCE);
    if (call.person() != null) {
      request.header(
          "authorization",
          "Bearer "
              + tokens.computeIfAbsent(call.person(), name -> signIn.token(Person.named(name))));
    }
    call.headers().forEach(request::header);
    if (call.body() == null) {
      request.method(call.method(), HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("content-type", "application/json");
      request.method(call.method(), HttpRequest.BodyPublishers.ofString(Json.write(call.body())));
    }
    return send(request.build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Failure(
          "%s does not answer: start the stack with ./imprimatur start, then run this again."
              .formatted(request.uri()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted: run the command again.", e);
    }
  }

  private static Failure refused(Call call, HttpResponse<String> answer) {
    return new Failure(
        "%s %s%s answers %d: %s"
            .formatted(
                call.method(),
                call.address(),
                call.person() == null ? "" : " by " + call.person(),
                answer.statusCode(),
                answer.body()));
  }

  @Override
  public void close() {
    client.close();
  }
}
