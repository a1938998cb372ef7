package io.imprimatur.mailbox;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the mailbox listens and keeps its mails.
 *
 * @param address it listens on; whoever reaches it reads all mails
 * @param httpPort TCP port of the page and the API, 0 for any free one
 * @param smtpPort TCP port for mail, 0 for any free one
 * @param data folder for the mails; made where missing
 * @param largestMail bytes of a mail, from its first header to its end; larger ones are refused
 */
record Settings(String address, int httpPort, int smtpPort, Path data, int largestMail) {

  /** This machine alone. */
  static final String LOOPBACK = "127.0.0.1";

  static final int LARGEST_MAIL = 25 * 1024 * 1024;

  static final String USAGE =
      """
      mailbox [--address IP] [--http-port N] [--smtp-port N] [--data DIR] [--max-bytes N]
        --address    to listen on (MAILBOX_ADDRESS, 127.0.0.1)
        --http-port  port of the page and the API (MAILBOX_HTTP_PORT, 8405)
        --smtp-port  port for mail (MAILBOX_SMTP_PORT, 8406)
        --data       folder for the mails (MAILBOX_DATA, .imprimatur/data/mailbox)
        --max-bytes  largest mail (MAILBOX_MAX_BYTES, 26214400)""";

  private static final Set<String> OPTIONS =
      Set.of("--address", "--http-port", "--smtp-port", "--data", "--max-bytes");
  private static final int LAST_PORT = 65_535;

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
    for (String option : OPTIONS) {
      String value =
          environment.get("MAILBOX" + option.substring(1).replace('-', '_').toUpperCase());
      if (value != null && !value.isBlank()) {
        given.putIfAbsent(option, value);
      }
    }
    return new Settings(
        given.getOrDefault("--address", LOOPBACK),
        number("--http-port", given.getOrDefault("--http-port", "8405"), LAST_PORT),
        number("--smtp-port", given.getOrDefault("--smtp-port", "8406"), LAST_PORT),
        folder(given.getOrDefault("--data", ".imprimatur/data/mailbox")),
        number(
            "--max-bytes",
            given.getOrDefault("--max-bytes", Integer.toString(LARGEST_MAIL)),
            Integer.MAX_VALUE));
  }

  private static int number(String option, String text, int largest) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      number = -1;
    }
    if (number < 1 || number > largest) {
      throw new CannotStart(
          "%s is \"%s\"; give a number from 1 to %d.".formatted(option, text, largest));
    }
    return number;
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CannotStart("--data is \"" + text + "\", which is no path.", e);
    }
  }
}
