package io.imprimatur.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Ports that other programs use. */
final class Taken {

  private Taken() {}

  /**
   * @throws Failure where a port of the parts is in use, naming all of these
   */
  static void requireFree(Collection<Part> parts) {
    List<String> taken =
        parts.stream()
            .flatMap(part -> part.ports().entrySet().stream())
            .filter(port -> isTaken(port.getValue()))
            .map(port -> port.getValue() + " (" + port.getKey() + ")")
            .toList();
    if (!taken.isEmpty()) {
      throw new Failure(
          "%s in use by another program: end that one, or move all ports of the stack together, for example by ./imprimatur start --port-offset 1000."
              .formatted(
                  taken.stream()
                      .collect(
                          Collectors.joining(
                              ", ",
                              taken.size() == 1 ? "Port " : "Ports ",
                              taken.size() == 1 ? " is" : " are"))));
    }
  }

  static boolean isTaken(int port) {
    try (var socket = new ServerSocket()) {
      // As servers do it: connections that closed a moment ago don't count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
