package io.imprimatur.broker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the broker listens and keeps its data.
 *
 * @param host name or address that it binds to and tells its clients
 * @param port TCP port for clients, 1–65535
 * @param controllerPort TCP port of the node's KRaft controller, another one
 * @param data folder for everything that it keeps; made where missing
 */
record Settings(String host, int port, int controllerPort, Path data) {

  static final String USAGE =
      """
      broker [--port N] [--controller-port N] [--data DIR] [--host HOST]
        --port             port for clients (BROKER_PORT, 8407)
        --controller-port  port of the KRaft controller (BROKER_CONTROLLER_PORT, 8408)
        --data             folder for the data (BROKER_DATA, .imprimatur/data/broker)
        --host             localhost or 127.0.0.1 (BROKER_HOST, localhost)""";

  private static final Set<String> OPTIONS =
      Set.of("--port", "--controller-port", "--data", "--host");

  Settings {
    if (port == controllerPort) {
      throw new CannotStart("--port and --controller-port are both " + port + "; give two ports.");
    }
  }

  /** Reads the command line; what it doesn't say comes from the environment, then the default. */
  static Settings of(String[] arguments, Map<String, String> environment) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i])) {
        throw new CannotStart("Unknown option " + arguments[i] + ".\n" + USAGE);
      }
      if (i + 1 == arguments.length) {
        throw new CannotStart("Option " + arguments[i] + " needs a value.\n" + USAGE);
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("BROKER_") && !value.isBlank()) {
            String option =
                "--" + name.substring("BROKER_".length()).toLowerCase().replace('_', '-');
            given.putIfAbsent(option, value);
          }
        });
    return new Settings(
        given.getOrDefault("--host", "localhost"),
        port("--port", given.getOrDefault("--port", "8407")),
        port("--controller-port", given.getOrDefault("--controller-port", "8408")),
        folder(given.getOrDefault("--data", ".imprimatur/data/broker")));
  }

  private static int port(String option, String text) {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (port < 1 || port > 65535) {
      throw new CannotStart(option + " is \"" + text + "\"; give a number from 1 to 65535.");
    }
    return port;
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CannotStart("--data is \"" + text + "\", which is no path.", e);
    }
  }
}
