package io.imprimatur.system.forgery;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that no page of ours ever asks for anything; if one does, markup of a stranger did it.
 * Under {@code /raw/N} it gives the markup itself, without anything that keeps it from running.
 */
final class Canary implements AutoCloseable {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile List<String> raw = List.of();

  Canary() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          byte[] body = {};
          if (path.startsWith("/raw/")) {
            body = raw.get(Integer.parseInt(path.substring(5))).getBytes(StandardCharsets.UTF_8);
          } else {
            asked.add(path);
          }
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void shows(List<String> markup) {
    raw = List.copyOf(markup);
  }

  /** Paths that were asked for. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  void forget() {
    asked.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
