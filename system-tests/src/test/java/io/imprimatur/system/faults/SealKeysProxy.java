package io.imprimatur.system.faults;

import com.sun.net.httpserver.HttpServer;
import io.imprimatur.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Stands between review's keys and those who verify seals, and can be cut. */
final class SealKeysProxy implements AutoCloseable {

  private final HttpServer server;
  private volatile boolean cut;

  SealKeysProxy(String keys) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          if (cut) {
            exchange.close(); // as a connection that breaks
            return;
          }
          String found = Http.anywhere().sendWith(null, "GET", keys, null, Map.of()).body();
          byte[] body = found.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
  }

  void cut(boolean now) {
    cut = now;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
