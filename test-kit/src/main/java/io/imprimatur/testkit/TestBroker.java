package io.imprimatur.testkit;

import io.imprimatur.broker.Broker;
import java.nio.file.Path;

/**
 * A real Kafka broker for tests: one in this JVM that all its tests share, or one as a process that
 * a test may kill.
 *
 * <p>Where the environment variable {@code KAFKA_BOOTSTRAP_SERVERS} is set, the shared one is that
 * broker and nothing is started.
 */
public final class TestBroker {

  private TestBroker() {}

  /** Address of the shared broker, {@code host:port}; the first call starts it (2–3 s). */
  public static String bootstrapServers() {
    return Shared.BOOTSTRAP_SERVERS;
  }

  /** Topics of the shared broker. */
  public static Topics topics() {
    return Shared.TOPICS;
  }

  /** A broker of the test's own, in a process that can be killed and started again. */
  public static ServerProcess process() {
    Path data = TemporaryFolder.create("broker");
    int port = Ports.free();
    int controllerPort = Ports.free();
    return new ServerProcess(
        "localhost:" + port,
        data,
        output ->
            Processes.java("io.imprimatur.broker.Broker")
                .option("-Xmx256m")
                .argument("--port", Integer.toString(port))
                .argument("--controller-port", Integer.toString(controllerPort))
                .argument("--data", data.resolve("data").toString())
                .output(output));
  }

  private static final class Shared {

    static final String BOOTSTRAP_SERVERS = start();
    static final Topics TOPICS = new Topics(BOOTSTRAP_SERVERS);

    private static String start() {
      String given = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
      if (given != null && !given.isBlank()) {
        return given;
      }
      QuietLogs.apply();
      Path data = TemporaryFolder.create("broker");
      Broker broker = Broker.start(data, 0, 0);
      TemporaryFolder.atExit(broker, data);
      return broker.bootstrapServers();
    }
  }
}
