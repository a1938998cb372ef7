package io.imprimatur.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What the tests start in the place of a real part: answers at once, or dies with a last word. */
public final class TinyServer {

  private TinyServer() {}

  public static void main(String[] arguments) throws IOException {
    if (System.getenv("TINY_FAILS") != null) {
      System.err.println("tiny: " + System.getenv("TINY_FAILS"));
      System.exit(7);
    }
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("tiny: listening");
  }
}
