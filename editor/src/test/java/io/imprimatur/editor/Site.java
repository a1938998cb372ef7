package io.imprimatur.editor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Serves pages with the policy of the services, and takes what their forms send. */
final class Site implements AutoCloseable {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** The look of all pages. */
  private static final Path THEME =
      Path.of("..", "service-kit", "src", "main", "resources", "assets", "imprimatur.css");

  private static final String BOOTSTRAP =
      "/META-INF/resources/webjars/bootstrap/" + System.getProperty("bootstrap.version");

  /** What a form sent: its fields by name, and the headers that the tests look at. */
  record Sent(String path, Map<String, String> fields, String body, Map<String, String> headers) {
    String field(String name) {
      return fields.get(name);
    }
  }

  record Answer(int status, String body) {
    static Answer saved(int version) {
      return new Answer(
          200,
          """
          {"version":%d,"savedAt":"2026-11-26T14:49:03Z","saved":"Saved 14:49:0%d"}"""
              .formatted(version, version % 10));
    }
  }

  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private volatile Function<Sent, Answer> answers = s -> Answer.saved(2);

  Site() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  void page(String path, String html) {
    pages.put(path, html);
  }

  void answer(Function<Sent, Answer> answers) {
    this.answers = answers;
  }

  List<Sent> sent() {
    return sent;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      if (exchange.getRequestMethod().equals("POST")) {
        Sent form = read(exchange, path);
        sent.add(form);
        Answer answer = answers.apply(form);
        if (answer.status() == 0) {
          return; // the connection ends without a word
        }
        boolean isJson = answer.body().startsWith("{");
        send(exchange, answer.status(), isJson ? "application/json" : "text/html", answer.body());
      } else if (pages.containsKey(path)) {
        send(exchange, 200, "text/html;charset=UTF-8", pages.get(path));
      } else if (path.equals("/imprimatur.css")) {
        send(exchange, 200, "text/css", Files.readString(THEME));
      } else {
        asset(exchange, path);
      }
    }
  }

  private static void asset(HttpExchange exchange, String path) throws IOException {
    String place = path.equals("/bootstrap.min.css") ? BOOTSTRAP + "/css" : "/assets";
    try (InputStream file = Site.class.getResourceAsStream(place + path)) {
      if (file == null) {
        send(exchange, path.equals("/favicon.ico") ? 204 : 404, "text/plain", "");
      } else {
        String type = path.endsWith(".js") ? "text/javascript" : "text/css";
        send(exchange, 200, type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static Sent read(HttpExchange exchange, String path) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    Map<String, String> fields = new TreeMap<>();
    if (headers.getOrDefault("Content-Type", "").startsWith("application/x-www-form-urlencoded")) {
      for (String pair : body.split("&")) {
        int equals = pair.indexOf('=');
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Sent(path, fields, body, headers);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
