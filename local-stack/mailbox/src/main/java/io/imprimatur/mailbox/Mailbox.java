package io.imprimatur.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * A mailbox for everybody: an SMTP server that keeps each mail on disk before it says so, and an
 * HTTP server that shows them.
 */
public final class Mailbox implements AutoCloseable {

  private final SmtpDesk smtp;
  private final MailHttp http;
  private final MailStore store;

  private Mailbox(SmtpDesk smtp, MailHttp http, MailStore store) {
    this.smtp = smtp;
    this.http = http;
    this.store = store;
  }

  /**
   * Starts a mailbox inside this JVM, on 127.0.0.1.
   *
   * @param data folder for the mails; made where missing, used again where it holds some
   * @param httpPort port of the page and the API, 0 for any free one
   * @param smtpPort port for mail, 0 for any free one
   * @throws CannotStart where a port is taken or the folder can't be used
   */
  public static Mailbox start(Path data, int httpPort, int smtpPort) {
    return start(new Settings(Settings.LOOPBACK, httpPort, smtpPort, data, Settings.LARGEST_MAIL));
  }

  static Mailbox start(Settings settings) {
    InetAddress address = address(settings.address());
    MailStore store = MailStore.open(settings.data());
    MailHttp http;
    try {
      http = MailHttp.start(address, settings.httpPort(), store);
    } catch (IOException e) {
      store.close();
      throw taken(settings.httpPort(), "--http-port", e);
    }
    try {
      return new Mailbox(
          SmtpDesk.start(address, settings.smtpPort(), settings.largestMail(), store), http, store);
    } catch (IOException e) {
      http.close();
      store.close();
      throw taken(settings.smtpPort(), "--smtp-port", e);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new CannotStart("--address is \"" + text + "\", which is no address.", e);
    }
  }

  private static CannotStart taken(int port, String option, IOException cause) {
    return new CannotStart(
        "Port %d is taken: end the program that uses it, or give another one by %s."
            .formatted(port, option),
        cause);
  }

  public int httpPort() {
    return http.port();
  }

  public int smtpPort() {
    return smtp.port();
  }

  /** Address of the page; the API is below it. */
  public String uri() {
    return "http://127.0.0.1:" + httpPort();
  }

  /** Takes no more mail and closes both ports; what it keeps stays. */
  @Override
  public void close() {
    smtp.close();
    http.close();
    store.close();
  }

  /** Runs the mailbox until the process is told to end. Options: {@link Settings#USAGE}. */
  public static void main(String[] arguments) {
    try {
      Mailbox mailbox = start(Settings.of(arguments, System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(mailbox::close, "stop"));
      System.out.printf(
          "ready on localhost:%d, smtp on localhost:%d%n", mailbox.httpPort(), mailbox.smtpPort());
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
