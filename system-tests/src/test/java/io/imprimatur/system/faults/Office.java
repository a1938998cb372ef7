package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Addresses;
import io.imprimatur.system.Stack;
import io.imprimatur.system.faults.Journal.Acknowledged;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Http.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The services as good clients use them: a command that gets no answer, or is told to come again,
 * is sent again under the same {@code Idempotency-Key} until it is answered. Each try asks anew
 * where its service is.
 */
final class Office {

  static final List<String> SERVICES = List.of("drafting", "review", "publishing", "notification");
  static final String PUBLISHER = "mia.roth";
  static final String ADMINISTRATOR = "adam.frey";

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stack stack;
  private final Addresses addresses;
  private final Http http = Http.anywhere();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong repeats = new AtomicLong();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  Office(Stack stack) {
    this(stack, stack);
  }

  /**
   * @param addresses where its people find the parts
   */
  Office(Stack stack, Addresses addresses) {
    this.stack = stack;
    this.addresses = addresses;
  }

  /** Commands that were sent and have no answer yet. */
  int underWay() {
    return underWay.get();
  }

  /** How often a command had to be sent again. */
  long repeats() {
    return repeats.get();
  }

  /** Answers that no service should give, whatever dies: 500 and the like. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /**
   * Sends a command until it is answered, and notes the answer.
   *
   * @param expected the statuses that count as an answer; another one fails the run
   */
  Answer command(
      Journal journal,
      String person,
      String method,
      String service,
      String path,
      Object body,
      Map<String, String> headers,
      Integer... expected) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Idempotency-Key", UUID.randomUUID().toString());
    underWay.incrementAndGet();
    try {
      Answer answer = answered(person, method, service, path, body, all);
      assertThat(answer.status())
          .as(person + " " + method + " " + path + " -> " + answer.body())
          .isIn(Arrays.asList((Object[]) expected));
      if (answer.status() < 300) {
        journal.note(
            new Acknowledged(
                person, method, service, path, all, body, answer.status(), answer.body()));
      }
      return answer;
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Sends a command once more, exactly as it was. */
  Answer repeat(Acknowledged command) {
    return answered(
        command.person(),
        command.method(),
        command.service(),
        command.path(),
        command.body(),
        command.headers());
  }

  private Answer answered(
      String person,
      String method,
      String service,
      String path,
      Object body,
      Map<String, String> headers) {
    String json = body == null ? null : JSON.writeValueAsString(body);
    int[] tries = {0};
    return await(person + " " + method + " " + service + path)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(AGAIN)
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
        .until(
            () -> {
              if (tries[0]++ > 0) {
                repeats.incrementAndGet();
              }
              String token = person == null ? null : stack.token(person);
              return http.sendWith(token, method, addresses.url(service) + path, json, headers);
            },
            answer -> settled(answer, person, method + " " + service + path));
  }

  private boolean settled(Answer answer, String person, String what) {
    if (answer.status() == 401 && person != null) {
      // What a browser does by itself: sign in again, as soon as sign-in answers.
      try {
        stack.signInAgain(person);
      } catch (IllegalStateException away) {
        return false;
      }
      return false;
    }
    if (answer.status() >= 500 && answer.status() != 503) {
      faults.add(what + " -> " + answer.status() + " " + answer.body());
      return false;
    }
    return answer.status() != 503;
  }

  /** Asks until the answer is as wanted. */
  JsonNode await200(String person, String service, String path, Predicate<JsonNode> wanted) {
    return await(person + " GET " + service + path)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(AGAIN)
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
        .until(
            () -> {
              Answer answer = get(person, service, path);
              settled(answer, person, "GET " + service + path);
              return answer.status() == 200 ? answer.json() : null;
            },
            json -> json != null && wanted.test(json));
  }

  /** Asks once. */
  Answer get(String person, String service, String path) {
    String token = person == null ? null : stack.token(person);
    String url = path.startsWith("http") ? path : addresses.url(service) + path;
    return http.sendWith(token, "GET", url, null, Map.of());
  }

  /** Asks until there is an answer that is not about a service away. */
  Answer read(String person, String service, String path) {
    return await("GET " + service + path)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(AGAIN)
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
        .until(
            () -> get(person, service, path),
            answer -> settled(answer, person, "GET " + service + path));
  }

  Stack stack() {
    return stack;
  }
}
