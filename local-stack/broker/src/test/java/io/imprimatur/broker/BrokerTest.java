package io.imprimatur.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's own process and its data; what it does for clients is in the contract. */
@Tag("local-parts")
class BrokerTest {

  @TempDir private Path folder;

  @Test
  void recordsAndGroupOffsetsOutliveARestartOnOtherPorts() throws Exception {
    Path data = folder.resolve("data");
    try (Broker broker = Broker.start(data, 0, 0)) {
      createTopic(broker.bootstrapServers());
      send(broker.bootstrapServers(), List.of("1", "2", "3"));
      try (var consumer = consumer(broker.bootstrapServers())) {
        consumer.subscribe(List.of("t"));
        assertThat(read(consumer, 3)).containsExactlyInAnyOrder("1", "2", "3");
        consumer.commitSync();
      }
    }

    try (Broker broker = Broker.start(data, 0, 0)) {
      send(broker.bootstrapServers(), List.of("4"));
      try (var consumer = consumer(broker.bootstrapServers())) {
        consumer.subscribe(List.of("t"));
        assertThat(read(consumer, 1)).containsExactly("4");
        consumer.seekToBeginning(consumer.assignment());
        assertThat(read(consumer, 4)).containsExactlyInAnyOrder("1", "2", "3", "4");
      }
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
    int port = freePort();
    int controllerPort = freePort();
    String servers = "localhost:" + port;
    Process process = startProcess(port, controllerPort);
    try {
      createTopic(servers);
      Set<String> acknowledged = new ConcurrentSkipListSet<>();
      try (var producer = producer(servers)) {
        for (int n = 0; acknowledged.size() < 500; n++) {
          String value = "n" + n;
          producer.send(
              new ProducerRecord<>("t", value, value.getBytes()),
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.add(value);
                }
              });
        }
        process.destroyForcibly().waitFor();
        producer.close(Duration.ZERO);
      }
      Set<String> expected = new TreeSet<>(acknowledged);

      process = startProcess(port, controllerPort);

      try (var consumer = consumer(servers)) {
        var partitions = List.of(new TopicPartition("t", 0), new TopicPartition("t", 1));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Set<String> found = new TreeSet<>();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  found.addAll(read(consumer, 1));
                  return found.containsAll(expected);
                });
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (var other = new ServerSocket(0)) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> Broker.start(folder, port, 0))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("Port " + port + " on localhost is taken")
          .hasMessageContaining("--port");
      assertThatThrownBy(() -> Broker.start(folder, 0, port))
          .hasMessageContaining("--controller-port");
    }
  }

  @Test
  void theProcessSaysInASentenceWhyItDoesNotStart() throws Exception {
    try (var other = new ServerSocket(0)) {
      Process process = process(other.getLocalPort(), freePort());
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isOne();
      assertThat(Files.readString(log()))
          .isEqualToIgnoringNewLines(
              "Port %d on localhost is taken: end the program that uses it, or give another one by --port."
                  .formatted(other.getLocalPort()));
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Broker.start(file.resolve("data"), 0, 0))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file + "/data can't be written");

    try (Broker first = Broker.start(folder.resolve("data"), 0, 0)) {
      assertThat(first.bootstrapServers()).startsWith("localhost:");
      assertThatThrownBy(() -> Broker.start(folder.resolve("data"), 0, 0))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another broker");
    }
  }

  @Test
  void aFullDiskIsNamed() {
    Broker.requireRoom(folder, 32L << 20);
    assertThatThrownBy(() -> Broker.requireRoom(folder, (32L << 20) - 1))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "The disk is full: %s has 31 MiB left, and Kafka needs 32 to start. Make room there.",
            folder.toAbsolutePath());
  }

  @Test
  void optionsComeFromTheCommandLineThenTheEnvironment() {
    var settings =
        Settings.of(
            new String[] {"--port", "9"},
            Map.of("BROKER_PORT", "8", "BROKER_CONTROLLER_PORT", "7"));
    assertThat(settings.port()).isEqualTo(9);
    assertThat(settings.controllerPort()).isEqualTo(7);
    assertThat(settings.host()).isEqualTo("localhost");
    assertThatThrownBy(() -> Settings.of(new String[] {"--port", "x"}, Map.of()))
        .hasMessage("--port is \"x\"; give a number from 1 to 65535.");
    assertThatThrownBy(() -> Settings.of(new String[] {"--ports", "1"}, Map.of()))
        .hasMessageStartingWith("Unknown option --ports.");
    assertThatThrownBy(() -> Settings.of(new String[] {"--port"}, Map.of()))
        .hasMessageStartingWith("Option --port needs a value.");
  }

  private Process startProcess(int port, int controllerPort) throws IOException {
    Files.deleteIfExists(log());
    Process process = process(port, controllerPort);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(log()).contains("ready on localhost:" + port));
    return process;
  }

  private Process process(int port, int controllerPort) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Broker.class.getName(),
            "--port",
            Integer.toString(port),
            "--controller-port",
            Integer.toString(controllerPort),
            "--data",
            folder.resolve("process").toString())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Admin admin(String servers) {
    return Admin.create(Map.of("bootstrap.servers", servers));
  }

  private static void createTopic(String servers) throws Exception {
    try (Admin admin = admin(servers)) {
      admin.createTopics(List.of(new NewTopic("t", 2, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<String, byte[]> producer(String servers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "acks", "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void send(String servers, List<String> values) {
    try (var producer = producer(servers)) {
      values.forEach(value -> producer.send(new ProducerRecord<>("t", value, value.getBytes())));
    }
  }

  private static KafkaConsumer<String, String> consumer(String servers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            "g",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static List<String> read(KafkaConsumer<String, String> consumer, int atLeast) {
    List<String> values = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
              return values.size() >= atLeast;
            });
    return values;
  }
}
