package io.imprimatur.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How each part is, for people and for programs. */
final class Status {

  private static final String OLDEST = "/actuator/metrics/imprimatur.outbox.oldest.age";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Home home;
  private final Stack stack;

  Status(Home home, Stack stack) {
    this.home = home;
    this.stack = stack;
  }

  /**
   * A part as it is now.
   *
   * @param state {@code ready}, {@code not ready}, {@code no answer}, {@code stopped} or {@code
   *     external}
   * @param oldestUnsent seconds, of services that tell
   */
  record Line(
      String name,
      String url,
      Optional<Long> pid,
      boolean up,
      String state,
      Map<String, Integer> ports,
      OptionalDouble oldestUnsent) {}

  void print(PrintStream out) {
    out.printf(
        "%-13s %-3s %-10s %8s %6s  %-19s %s%n",
        "", "up", "", "pid", "port", "oldest unsent event", "address");
    for (Line line : lines()) {
      out.printf(
          "%-13s %-3s %-10s %8s %6s  %-19s %s%n",
          line.name(),
          line.up() ? "yes" : "no",
          line.state(),
          line.pid().map(String::valueOf).orElse("–"),
          line.ports().values().stream().findFirst().map(String::valueOf).orElse("–"),
          line.oldestUnsent().isPresent()
              ? line.oldestUnsent().getAsDouble() > 0
                  ? "%.1f s".formatted(line.oldestUnsent().getAsDouble())
                  : "none"
              : "–",
          line.url());
    }
  }

  void printJson(PrintStream out) {
    var services = new ArrayList<Map<String, Object>>();
    for (Line line : lines()) {
      var service = new LinkedHashMap<String, Object>();
      service.put("name", line.name());
      service.put("url", line.url());
      service.put("pid", line.pid().orElse(null));
      service.put("up", line.up());
      service.put("state", line.state());
      line.ports()
          .forEach(
              (name, port) ->
                  service.put(name.equals(line.name()) ? "port" : jsonName(name), port));
      service.put(
          "oldestUnsentSeconds",
          line.oldestUnsent().isPresent() ? line.oldestUnsent().getAsDouble() : null);
      services.add(service);
    }
    var people = new ArrayList<Map<String, Object>>();
    for (Person person : Person.ALL) {
      var each = new LinkedHashMap<String, Object>();
      each.put("name", person.name());
      each.put("password", Person.PASSWORD);
      each.put("roles", person.roles());
      each.put("sections", person.sections());
      each.put("fullName", person.shown());
      people.add(each);
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("services", services);
    all.put("people", people);
    out.println(Json.write(all));
  }

  private static String jsonName(String port) {
    return switch (port) {
      case "smtp" -> "smtpPort";
      case "broker-controller" -> "controllerPort";
      default -> port;
    };
  }

  private List<Line> lines() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<Line>>();
      for (String name : Stack.NAMES) {
        futures.add(threads.submit(() -> line(name)));
      }
      var lines = new ArrayList<Line>();
      for (Future<Line> future : futures) {
        lines.add(future.get());
      }
      return lines;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Line line(String name) {
    if (stack.externals().has(name)) {
      return new Line(
          name,
          stack.externals().addresses().get(name),
          Optional.empty(),
          stack.externals().up(name),
          "external",
          Map.of(),
          OptionalDouble.empty());
    }
    Part part = stack.part(name);
    Optional<Long> pid = Run.read(home.runFile(name)).flatMap(Run::process).map(ProcessHandle::pid);
    Probe.Answer answer = pid.isPresent() ? part.probe().ask() : Probe.Answer.NONE;
    String state =
        pid.isEmpty()
            ? "stopped"
            : switch (answer) {
              case NONE -> "no answer";
              case NOT_READY -> "not ready";
              case READY -> "ready";
            };
    return new Line(
        name,
        part.url(),
        pid,
        answer != Probe.Answer.NONE,
        state,
        part.ports(),
        part.isService() && answer != Probe.Answer.NONE
            ? oldestUnsent(part)
            : OptionalDouble.empty());
  }

  private static OptionalDouble oldestUnsent(Part part) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + part.port() + OLDEST))
              .timeout(PATIENCE)
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200
          && Json.object(answer.body()).get("measurements") instanceof List<?> measurements
          && !measurements.isEmpty()
          && measurements.get(0) instanceof Map<?, ?> first
          && first.get("value") instanceof Number value) {
        return OptionalDouble.of(value.doubleValue());
      }
      return OptionalDouble.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Not told is what the dash says.
      return OptionalDouble.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted.", e);
    }
  }
}
