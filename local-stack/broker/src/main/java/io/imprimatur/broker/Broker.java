package io.imprimatur.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Apache Kafka node, broker and KRaft controller in one, whose topics and group offsets outlive
 * the process.
 *
 * <p>A record is acknowledged once the operating system has it, so it survives {@code kill -9} of
 * the process, though not the loss of the machine's power.
 */
public final class Broker implements AutoCloseable {

  /** Bytes. A few index files and the metadata of a start fit into it. */
  private static final long ROOM_TO_START = 32L << 20;

  private final Settings settings;
  private final FileChannel lock;
  private final KafkaRaftServer server;

  private Broker(Settings settings, FileChannel lock, KafkaRaftServer server) {
    this.settings = settings;
    this.lock = lock;
    this.server = server;
  }

  /**
   * Starts a node inside this JVM and returns when clients can use it.
   *
   * @param data folder for the data; made where missing, used again where it holds some
   * @param port port for clients on localhost, 0 for any free one
   * @param controllerPort port of the KRaft controller, 0 for any free one
   * @throws CannotStart where a port is taken or the folder can't be used
   */
  public static Broker start(Path data, int port, int controllerPort) {
    return start(
        new Settings(
            "localhost",
            port == 0 ? freePort() : port,
            controllerPort == 0 ? freePort() : controllerPort,
            data));
  }

  static Broker start(Settings settings) {
    requireFree(settings.host(), settings.port(), "--port");
    requireFree(settings.host(), settings.controllerPort(), "--controller-port");
    FileChannel lock = claim(settings.data());
    try {
      requireRoom(settings.data(), Files.getFileStore(settings.data()).getUsableSpace());
      formatOnce(settings.data());
      var config = new KafkaConfig(NodeConfig.of(settings), false);
      var server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return new Broker(settings, lock, server);
    } catch (CannotStart e) {
      release(lock);
      throw e;
    } catch (Exception e) {
      release(lock);
      throw new CannotStart(
          "Kafka did not start on the data in "
              + settings.data().toAbsolutePath()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return settings.host() + ":" + settings.port();
  }

  /** Stops the node in order; everything it keeps stays in its folder. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    release(lock);
  }

  private static void requireFree(String host, int port, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      var address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new CannotStart("--host " + host + " is not known here; give localhost.");
      }
      socket.bind(address);
    } catch (IOException e) {
      throw new CannotStart(
          "Port %d on %s is taken: end the program that uses it, or give another one by %s."
              .formatted(port, host, option),
          e);
    }
  }

  /**
   * Kafka maps its index files into memory: where the disk has no room for them, reading one ends
   * in an error of the virtual machine that says nothing of a disk.
   *
   * @param free bytes that are left
   */
  static void requireRoom(Path data, long free) {
    if (free < ROOM_TO_START) {
      throw new CannotStart(
          "The disk is full: %s has %d MiB left, and Kafka needs %d to start. Make room there."
              .formatted(data.toAbsolutePath(), free >> 20, ROOM_TO_START >> 20));
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart("This machine has no free port.", e);
    }
  }

  /**
   * Takes the folder for this process; the operating system gives it back when the process ends.
   */
  private static FileChannel claim(Path data) {
    FileChannel channel = null;
    try {
      Files.createDirectories(data);
      channel =
          FileChannel.open(
              data.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      release(channel);
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s can't be written (%s): give a writable one by --data."
              .formatted(data.toAbsolutePath(), e),
          e);
    }
    throw new CannotStart(
        "The folder %s is in use by another broker: stop that one, or give another by --data."
            .formatted(data.toAbsolutePath()));
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("The lock of the data folder can't be released", e);
    }
  }

  private static void formatOnce(Path data) throws Exception {
    // Formatter writes this file last, so a format that was cut short is done again.
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setNodeId(NodeConfig.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(data.toString())
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName(NodeConfig.CONTROLLER_LISTENER)
        .setHasDynamicQuorum(false)
        .setIgnoreFormatted(true)
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
  }

  /** Runs the broker until the process is told to end. Options: {@link Settings#USAGE}. */
  public static void main(String[] arguments) {
    Broker broker;
    try {
      broker = start(Settings.of(arguments, System.getenv()));
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
    System.out.println("ready on " + broker.bootstrapServers());
    broker.server.awaitShutdown();
  }
}
