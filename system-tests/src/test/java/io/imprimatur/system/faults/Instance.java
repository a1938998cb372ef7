package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** One of the instances of a service: the stack's own, or another process beside it. */
final class Instance {

  /** The exit status of a JVM that SIGTERM ended: 128 and the signal's number. */
  private static final int TERMINATED = 143;

  private final String service;
  private final int number;
  private final int port;
  private final Life life;
  private volatile boolean up;

  /** How it is begun and ended. */
  private sealed interface Life {

    /** Of the stack's own process: by the project's own command. */
    record Own(Stack stack) implements Life {}

    /** Of another process that is started like that one. */
    final class Further implements Life {
      private final Likeness likeness;
      private final Path log;
      private JavaProcess process;

      private Further(Likeness likeness, Path log) {
        this.likeness = likeness;
        this.log = log;
      }
    }
  }

  private Instance(String service, int number, int port, Life life) {
    this.service = service;
    this.number = number;
    this.port = port;
    this.life = life;
    this.up = life instanceof Life.Own;
  }

  /** The one that runs in the stack. */
  static Instance own(Stack stack, String service) {
    int port = URI.create(stack.url(service)).getPort();
    return new Instance(service, 1, port, new Life.Own(stack));
  }

  /**
   * One more, which does not run yet: with the same settings as the stack's own, but for its port
   * and the file in which it keeps seal keys.
   */
  static Instance further(Stack stack, String service, int number) {
    Likeness own = Likeness.of(stack.pid(service));
    int port = URI.create(stack.url(service)).getPort() + 10 * (number - 1);
    String name = service + "-" + number;
    Path data = stack.state().resolve("data").resolve(name);
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var environment = new TreeMap<>(own.environment());
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SEAL_KEYS_CACHE", data.resolve("seal-keys.json").toString());
    return new Instance(
        service,
        number,
        port,
        new Life.Further(
            new Likeness(own.jar(), own.options(), environment),
            stack.state().resolve("logs").resolve(name + ".log")));
  }

  /**
   * Starts it. The stack's own is ready then, another one is on its way.
   *
   * @param options of the JVM, for this life alone; the stack's own takes none
   */
  void start(String... options) {
    switch (life) {
      case Life.Own own -> own.stack().mend(service);
      case Life.Further further ->
          further.process = further.likeness.launch().option(options).output(further.log).start();
    }
    up = true;
  }

  /** Asks it to end (SIGTERM) and waits until it has. */
  void stop() {
    up = false;
    switch (life) {
      case Life.Own own ->
          assertThat(own.stack().stop(service)).as("the end of %s", this).doesNotContain("killed");
      case Life.Further further ->
          assertThat(further.process.stop())
              .as("the exit status of %s", this)
              .isEqualTo(TERMINATED);
    }
  }

  /** Ends it by {@code kill -9}. */
  void kill() {
    up = false;
    switch (life) {
      case Life.Own own -> own.stack().kill(service);
      case Life.Further further -> further.process.kill();
    }
  }

  boolean isAlive() {
    return switch (life) {
      case Life.Own own -> own.stack().alive(service);
      case Life.Further further -> further.process != null && further.process.isAlive();
    };
  }

  /** It has ended by itself. */
  void gone() {
    up = false;
  }

  /** Everything that another process than the stack's own has written. */
  String output() {
    return switch (life) {
      case Life.Own own -> throw new IllegalStateException("see the stack's log of " + service);
      case Life.Further further -> further.process.output();
    };
  }

  /** Whether it was started, and neither ended nor killed since. */
  boolean isUp() {
    return up;
  }

  boolean isOwn() {
    return life instanceof Life.Own;
  }

  boolean isReady() {
    try {
      return new Http(port).get(null, "/actuator/health/readiness").status() == 200;
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  /** Its figures at this moment. */
  Scrape figures() {
    return Scrape.of(port);
  }

  /** How many partitions of its neighbours' topics it reads. */
  int partitions() {
    return (int) figures().sum("kafka_consumer_coordinator_assigned_partitions");
  }

  String service() {
    return service;
  }

  /** From 1 on. */
  int number() {
    return number;
  }

  /** Cookies know hosts and no ports, so one browser keeps those of all instances. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public String toString() {
    return service + " " + number;
  }
}
