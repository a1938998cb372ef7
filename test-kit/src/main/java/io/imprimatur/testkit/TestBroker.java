package io.imprimatur.testkit;

import io.imprimatur.broker.Broker;
import io.imprimatur.containers.Containers;
import io.imprimatur.containers.PartsUsed;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * A real Kafka broker for tests: one that all tests of this JVM share, or one of a test's own that
 * it may kill. Both run in a JVM of this machine, or in a container where the build has the profile
 * {@code containers}.
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

  /** A broker of the test's own, which can be killed and started again. */
  public static ServerProcess process() {
    if (Containers.wanted()) {
      return new ContainerServer(Containers.ownBroker(Ports.free()));
    }
    Path data = TemporaryFolder.create("broker");
    int port = Ports.free();
    int controllerPort = Ports.free();
    return new LocalServer(
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
      QuietLogs.apply();
      Optional<String> given = GivenPart.of("KAFKA_BOOTSTRAP_SERVERS");
      if (given.isPresent()) {
        PartsUsed.broker("the one of KAFKA_BOOTSTRAP_SERVERS");
        return given.get();
      }
      if (Containers.wanted()) {
        return Containers.broker().getBootstrapServers();
      }
      Path data = TemporaryFolder.create("broker");
      Broker broker = Broker.start(data, 0, 0);
      TemporaryFolder.atExit(broker, data);
      PartsUsed.broker("Apache Kafka " + AppInfoParser.getVersion() + " in the tests' JVM");
      return broker.bootstrapServers();
    }
  }
}
