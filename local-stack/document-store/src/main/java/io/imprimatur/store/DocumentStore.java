package io.imprimatur.store;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A small document store that speaks MongoDB's wire protocol (OP_MSG, wire version 8), for the
 * local stack and for tests. Every acknowledged write is on disk. It behaves as a standalone
 * MongoDB server does: no transactions, no change streams; what it does not know it refuses with
 * MongoDB's error code.
 */
public final class DocumentStore implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /** Writes are refused when less than this is free on the disk: commits in flight need room. */
  private static final long DISK_RESERVE = 64L * 1024 * 1024;

  private final Engine engine;
  private final WireServer server;

  private DocumentStore(Options options, long reserve) {
    engine = new Engine(options.data());
    try {
      FreeSpace space = new FreeSpace(options.data(), reserve);
      CommandTable commands = new CommandTable(engine, space, Clock.systemUTC());
      server =
          new WireServer(new InetSocketAddress(options.bind(), options.port()), commands, engine);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Starts a store in this process, on 127.0.0.1.
   *
   * @param data the directory of its file; made where there is none
   * @param port 0 to 65535; 0: a free one
   * @throws StoreUnavailableException if the port is taken, or the directory can't be written or is
   *     in use; the message says which
   */
  public static DocumentStore start(Path data, int port) {
    return start(data, port, DISK_RESERVE);
  }

  static DocumentStore start(Path data, int port, long reserve) {
    return new DocumentStore(new Options(port, data, LOOPBACK), reserve);
  }

  /** The port it listens on. */
  public int port() {
    return server.address().getPort();
  }

  /** A connection string for MongoDB's drivers. */
  public String uri() {
    return "mongodb://" + LOOPBACK + ":" + port();
  }

  /** Ends connections, commits what was written and closes the file. */
  @Override
  public void close() {
    server.close();
    engine.close();
  }

  /**
   * Runs the store until the process is asked to end (SIGTERM). Prints {@code ready on
   * ADDRESS:PORT} once it listens; where it can't start, prints one sentence and ends with status
   * 1.
   */
  public static void main(String[] arguments) {
    System.setProperty(
        "org.slf4j.simpleLogger.defaultLogLevel",
        System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"));
    try {
      Options options = Options.parse(arguments, System.getenv());
      DocumentStore store = new DocumentStore(options, DISK_RESERVE);
      Runtime.getRuntime().addShutdownHook(new Thread(store::close, "store-shutdown"));
      System.out.println("ready on " + options.bind() + ":" + store.port());
    } catch (StoreUnavailableException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
