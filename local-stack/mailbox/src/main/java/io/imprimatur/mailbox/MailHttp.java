package io.imprimatur.mailbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mailbox's HTTP side: Mailpit's API below {@code /api/v1}, pages beside it. */
final class MailHttp implements AutoCloseable {

  /** What is sent back. */
  record Answer(int status, String type, String policy, byte[] body) {

    /** Pages run no script and take style and frames from here alone. */
    static final String PAGE_POLICY =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    static Answer text(int status, String text) {
      return new Answer(
          status, "text/plain; charset=utf-8", PAGE_POLICY, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(byte[] body) {
      return new Answer(200, "application/json", PAGE_POLICY, body);
    }

    static Answer page(int status, String html) {
      return new Answer(
          status, "text/html; charset=utf-8", PAGE_POLICY, html.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A call that can't be answered as it stands. */
  static final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
      super(message);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(MailHttp.class);
  private static final int LARGEST_BODY = 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final MailApi api;
  private final MailPages pages;

  private MailHttp(HttpServer server, MailStore store) {
    this.server = server;
    this.api = new MailApi(store);
    this.pages = new MailPages(store);
  }

  static MailHttp start(InetAddress address, int port, MailStore store) throws IOException {
    var http = new MailHttp(HttpServer.create(new InetSocketAddress(address, port), 100), store);
    http.server.setExecutor(http.threads);
    http.server.createContext("/", http::handle);
    http.server.start();
    return http;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (BadRequest e) {
        answer = Answer.text(400, e.getMessage());
      } catch (IOException | RuntimeException e) {
        LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        answer = Answer.text(500, "The mailbox failed: " + e.getMessage());
      }
      send(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (method.equals("DELETE") && path.equals("/api/v1/messages")) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        return Answer.text(413, "A list of ids may have 1 MiB");
      }
      return api.delete(body);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.text(405, method + " is not for " + path);
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    if (path.startsWith("/api/v1/")) {
      return api.get(path.substring("/api/v1/".length()), query);
    }
    return path.equals("/readyz") ? Answer.text(200, "ok") : pages.get(path, query);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&")) {
      int sign = pair.indexOf('=');
      String name = sign < 0 ? pair : pair.substring(0, sign);
      String value = sign < 0 ? "" : pair.substring(sign + 1);
      try {
        query.putIfAbsent(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw new BadRequest("The query has a broken % sequence: " + pair);
      }
    }
    return query;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type());
    headers.set("Content-Security-Policy", answer.policy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(
        answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
    if (!head) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
