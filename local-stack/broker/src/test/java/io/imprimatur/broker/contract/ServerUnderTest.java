package io.imprimatur.broker.contract;

import io.imprimatur.broker.Broker;
import io.imprimatur.containers.Containers;
import io.imprimatur.containers.PartsUsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The broker the contract is held against: the one of {@code KAFKA_BOOTSTRAP_SERVERS}, else Kafka
 * in a container where the build has the profile {@code containers}, else ours in this JVM.
 */
final class ServerUnderTest {

  private static final String ADDRESS = address();

  private ServerUnderTest() {}

  static String bootstrapServers() {
    return ADDRESS;
  }

  private static String address() {
    String given = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
    if (given != null && !given.isBlank()) {
      PartsUsed.broker("the one of KAFKA_BOOTSTRAP_SERVERS");
      return given;
    }
    return Containers.wanted() ? Containers.broker().getBootstrapServers() : start();
  }

  private static String start() {
    try {
      Broker broker = Broker.start(Files.createTempDirectory("broker"), 0, 0);
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
      PartsUsed.broker("Apache Kafka " + AppInfoParser.getVersion() + " in the tests' JVM");
      return broker.bootstrapServers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
