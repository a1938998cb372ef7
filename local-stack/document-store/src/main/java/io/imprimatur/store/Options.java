package io.imprimatur.store;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the store is started.
 *
 * @param port 0 to 65535; 0: a free one
 * @param data the directory of its file
 * @param bind the address to listen on
 */
record Options(int port, Path data, String bind) {

  static final String USAGE =
      "usage: DocumentStore --port N --data DIR [--bind ADDRESS]"
          + " (or STORE_PORT and STORE_DATA in the environment)";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int LAST_PORT = 65_535;

  /**
   * Reads the command line, then the environment.
   *
   * @throws StoreUnavailableException if an option is unknown, missing or wrong
   */
  static Options parse(String[] arguments, Map<String, String> environment) {
    String port = environment.get("STORE_PORT");
    String data = environment.get("STORE_DATA");
    String bind = LOOPBACK;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new StoreUnavailableException(
            "The option " + arguments[i] + " has no value; " + USAGE);
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--port" -> port = value;
        case "--data" -> data = value;
        case "--bind" -> bind = value;
        default ->
            throw new StoreUnavailableException(
                "The option " + arguments[i] + " is not known; " + USAGE);
      }
    }
    if (port == null || data == null) {
      throw new StoreUnavailableException("The port and the data directory are needed; " + USAGE);
    }
    return new Options(portNumber(port), Path.of(data), bind);
  }

  private static int portNumber(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new StoreUnavailableException("The port '" + text + "' is not a number.", e);
    }
    throw new StoreUnavailableException("The port " + text + " is not between 0 and 65535.");
  }
}
