package io.imprimatur.testkit;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a few JSON texts and small programs on 127.0.0.1, always on the same port, and can be
 * switched off.
 */
final class HttpFiles implements AutoCloseable {

  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
  private final int port;
  private HttpServer server;
  private ExecutorService threads;

  HttpFiles() {
    port = on(0);
  }

  String uri() {
    return "http://127.0.0.1:" + port;
  }

  void put(String path, String json) {
    texts.put(path, json);
  }

  void answer(String path, HttpHandler handler) {
    handlers.put(path, handler);
  }

  synchronized void switchOn() {
    if (server == null) {
      on(port);
    }
  }

  synchronized void switchOff() {
    if (server != null) {
      server.stop(0);
      threads.shutdownNow();
      server = null;
    }
  }

  private int on(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          HttpHandler handler = handlers.get(exchange.getRequestURI().getPath());
          if (handler != null) {
            handler.handle(exchange);
            exchange.close();
            return;
          }
          String json = texts.get(exchange.getRequestURI().getPath());
          byte[] body =
              (json == null ? "{\"error\":\"not here\"}" : json).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    switchOff();
  }
}
