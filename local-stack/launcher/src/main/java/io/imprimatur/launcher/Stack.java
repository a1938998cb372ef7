package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which processes there are, and what each is told. */
final class Stack {

  /** In the order in which people are shown them. */
  static final List<String> NAMES =
      List.of(
          "publishing",
          "drafting",
          "review",
          "notification",
          "sign-in",
          "mailbox",
          "broker",
          "store");

  /** The path of each service's staff pages. */
  private static final Map<String, String> DESKS =
      new TreeMap<>(
          Map.of(
              "drafting", "/write",
              "review", "/review",
              "publishing", "/newsroom",
              "notification", "/alerts"));

  private static final int SERVICE_HEAP_MIB = 384;
  private static final int SERVER_HEAP_MIB = 512;
  private static final int SMALL_HEAP_MIB = 192;

  private final Home home;
  private final Ports ports;
  private final Map<String, String> given;
  private final Externals externals;

  /**
   * @param given the environment that the launcher was called in
   */
  Stack(Home home, Ports ports, Map<String, String> given, Externals externals) {
    this.home = home;
    this.ports = ports;
    this.given = given;
    this.externals = externals;
  }

  /** Those that run here, in the order of {@link #NAMES}. */
  List<Part> parts() {
    return NAMES.stream().filter(name -> !externals.has(name)).map(this::part).toList();
  }

  /**
   * The name as {@link #NAMES} has it; {@code drafting-service} is understood too.
   *
   * @throws Failure where there is no such part
   */
  static String named(String name) {
    String plain = name.replaceFirst("-service$", "");
    if (plain.equals("document-store")) {
      plain = "store";
    }
    if (!NAMES.contains(plain)) {
      throw Failure.usage(
          "There is no part called %s; there are %s.".formatted(name, String.join(", ", NAMES)));
    }
    return plain;
  }

  /** The same stack on free ports, with nothing external, writing elsewhere. */
  Stack onTrial(Home stage) {
    return new Stack(stage, Ports.anyFree(), given, Externals.NONE);
  }

  Externals externals() {
    return externals;
  }

  String issuer() {
    return externals.addresses().getOrDefault("sign-in", url("sign-in"));
  }

  String publicSite() {
    return given.getOrDefault("PUBLIC_SITE_URL", url("publishing"));
  }

  /** Address of an HTTP part of this stack. */
  String url(String name) {
    return "http://localhost:" + ports.of(name);
  }

  Part part(String name) {
    return switch (name) {
      case "store" ->
          new Part(
              name,
              "local-stack/document-store",
              Optional.of("io.imprimatur.store.DocumentStore"),
              "localhost:" + ports.of(name),
              numbers(name),
              Probe.mongo(ports.of(name)),
              SERVER_HEAP_MIB,
              List.of("--port", number(name), "--data", data(name)),
              Map.of());
      case "broker" ->
          new Part(
              name,
              "local-stack/broker",
              Optional.of("io.imprimatur.broker.Broker"),
              "localhost:" + ports.of(name),
              numbers(name, "broker-controller"),
              Probe.kafka(ports.of(name)),
              SERVER_HEAP_MIB,
              List.of(
                  "--port",
                  number(name),
                  "--controller-port",
                  number("broker-controller"),
                  "--data",
                  data(name)),
              Map.of());
      case "mailbox" ->
          new Part(
              name,
              "local-stack/mailbox",
              Optional.of("io.imprimatur.mailbox.Mailbox"),
              url(name),
              numbers(name, "smtp"),
              Probe.http(ports.of(name), "/readyz"),
              SMALL_HEAP_MIB,
              List.of(
                  "--http-port", number(name), "--smtp-port", number("smtp"), "--data", data(name)),
              Map.of());
      case "sign-in" ->
          new Part(
              name,
              "local-stack/sign-in",
              Optional.empty(),
              url(name),
              numbers(name),
              Probe.http(ports.of(name), "/.well-known/openid-configuration"),
              SMALL_HEAP_MIB,
              List.of(),
              signInEnvironment());
      default ->
          new Part(
              name,
              name + "-service",
              Optional.empty(),
              url(name),
              numbers(name),
              Probe.service(ports.of(name)),
              SERVICE_HEAP_MIB,
              List.of(),
              serviceEnvironment(name));
    };
  }

  private Map<String, String> signInEnvironment() {
    var variables = new TreeMap<String, String>();
    variables.put("SERVER_PORT", number("sign-in"));
    variables.put("SERVER_ADDRESS", "127.0.0.1");
    variables.put("OIDC_ISSUER", issuer());
    variables.put("SIGN_IN_KEYS_FILE", home.keys().resolve(Keys.SIGN_IN).toString());
    variables.put("SIGN_IN_DATA", data("sign-in"));
    variables.put("IMPRIMATUR_OFFICE", office().toString());
    addAddresses(variables);
    addClientSecret(variables);
    return variables;
  }

  private Map<String, String> serviceEnvironment(String name) {
    var variables = new TreeMap<String, String>();
    variables.put("SERVER_PORT", number(name));
    variables.put("SERVER_ADDRESS", "127.0.0.1");
    variables.put("MONGODB_URI", mongoUri(name));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", brokers());
    variables.put("OIDC_ISSUER", issuer());
    variables.put("IMPRIMATUR_OFFICE", office().toString());
    variables.put("SEAL_KEYS_URL", url("review") + "/.well-known/jwks.json");
    variables.put("SEAL_KEYS_CACHE", home.data(name).resolve("seal-keys.json").toString());
    variables.put("PUBLIC_SITE_URL", publicSite());
    variables.put(
        "SUBSCRIPTIONS_URL", given.getOrDefault("SUBSCRIPTIONS_URL", url("notification")));
    addAddresses(variables);
    addClientSecret(variables);
    if (name.equals("review")) {
      variables.put("SEAL_KEYS_FILE", home.keys().resolve(Keys.SEAL).toString());
    }
    if (name.equals("notification")) {
      String smtp = externals.addresses().getOrDefault("mailbox", "localhost:" + number("smtp"));
      int colon = smtp.lastIndexOf(':');
      variables.put("SMTP_HOST", smtp.substring(0, colon));
      variables.put("SMTP_PORT", smtp.substring(colon + 1));
      variables.put(
          "SUBSCRIPTION_TOKEN_KEY_FILE", home.keys().resolve(Keys.SUBSCRIPTION).toString());
      // All the stack's readers are on this machine: none of them takes another's share.
      variables.put("TRUSTED_PROXIES", "127.0.0.0/8,::1");
    }
    return variables;
  }

  /** Where each service's API is, and where its staff work. */
  private void addAddresses(Map<String, String> variables) {
    DESKS
        .keySet()
        .forEach(
            service -> {
              String name = service.toUpperCase(Locale.ROOT);
              variables.put(name + "_URL", url(service));
              variables.put(name + "_PAGES_URL", desk(service));
            });
  }

  /** Staff pages of a service. */
  String desk(String service) {
    return url(service) + DESKS.get(service);
  }

  /** The file is there once a start has made the keys; what else is asked doesn't need it. */
  private void addClientSecret(Map<String, String> variables) {
    Path file = home.keys().resolve(Keys.CLIENT);
    String secret = given.getOrDefault("OIDC_CLIENT_SECRET", "");
    try {
      if (secret.isBlank() && Files.exists(file)) {
        secret = Files.readString(file).strip();
      }
    } catch (IOException e) {
      throw new Failure("%s can't be read: %s.".formatted(file, e), e);
    }
    if (!secret.isBlank()) {
      variables.put("OIDC_CLIENT_SECRET", secret);
    }
  }

  private Map<String, Integer> numbers(String... names) {
    var numbers = new LinkedHashMap<String, Integer>();
    for (String each : names) {
      numbers.put(each, ports.of(each));
    }
    return numbers;
  }

  private String number(String port) {
    return String.valueOf(ports.of(port));
  }

  private String data(String name) {
    return home.data(name).toString();
  }

  private String mongoUri(String database) {
    String local = "mongodb://localhost:" + ports.of("store");
    String uri = externals.has("store") ? given.getOrDefault("MONGODB_URI", local) : local;
    return MongoUri.of(uri).withDatabase(database);
  }

  private String brokers() {
    return externals.addresses().getOrDefault("broker", "localhost:" + ports.of("broker"));
  }

  private Path office() {
    String file = given.getOrDefault("IMPRIMATUR_OFFICE", "");
    return file.isBlank() ? home.officeFile() : Path.of(file).toAbsolutePath();
  }

  /** What a running process has to be started again for when it changes. */
  String settings(Part part) {
    String environment =
        new TreeMap<>(part.environment())
            .entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    String own = String.join("\n", part.arguments()) + "\n" + environment;
    if (!part.environment().containsKey("IMPRIMATUR_OFFICE")) {
      return own;
    }
    try {
      return own + "\n" + Files.readString(office());
    } catch (IOException e) {
      throw new Failure(
          "The office file %s can't be read: give an existing one by IMPRIMATUR_OFFICE."
              .formatted(office()),
          e);
    }
  }
}
