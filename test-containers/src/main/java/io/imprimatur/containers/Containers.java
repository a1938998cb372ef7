package io.imprimatur.containers;

import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * MongoDB and Kafka from their official images, one of each for all tests of a JVM, started when
 * they are first asked for and taken away when it ends.
 *
 * <p>Only a build with the profile {@code containers} wants them; it names the images by the
 * properties {@value #STORE_IMAGE} and {@value #BROKER_IMAGE}. In any other the tests stand on the
 * project's own parts, and nothing here asks for Docker.
 */
public final class Containers {

  static final String STORE_IMAGE = "containers.store";
  static final String BROKER_IMAGE = "containers.broker";

  private static final int STORE_PORT = 27017;
  private static final int BROKER_PORT = 9092;

  private Containers() {}

  /** Whether this build's tests stand on containers. */
  public static boolean wanted() {
    return !System.getProperty(STORE_IMAGE, "").isBlank();
  }

  /** The MongoDB of all tests of this JVM, a replica set of one member, without users. */
  public static MongoDBContainer store() {
    return SharedStore.CONTAINER;
  }

  /** The Kafka of all tests of this JVM. */
  public static KafkaContainer broker() {
    return SharedBroker.CONTAINER;
  }

  /** URI of a MongoDB, without a database. */
  public static String uri(MongoDBContainer store) {
    return "mongodb://" + store.getHost() + ":" + store.getMappedPort(STORE_PORT);
  }

  /**
   * A MongoDB of a test's own, started, at a port that it keeps when it is killed and restarted.
   */
  public static ServerContainer ownStore(int port) {
    MongoDBContainer container = newStore();
    container.setPortBindings(List.of(port + ":" + STORE_PORT));
    start(container);
    String uri = uri(container);
    return new ServerContainer(container, uri, () -> Answers.asPrimary(uri));
  }

  /** A Kafka of a test's own, as {@link #ownStore}. */
  public static ServerContainer ownBroker(int port) {
    KafkaContainer container = newBroker();
    container.setPortBindings(List.of(port + ":" + BROKER_PORT));
    start(container);
    String servers = container.getBootstrapServers();
    return new ServerContainer(container, servers, () -> Answers.asBroker(servers));
  }

  private static MongoDBContainer newStore() {
    return new MongoDBContainer(image(STORE_IMAGE)).withReplicaSet();
  }

  private static KafkaContainer newBroker() {
    // As the services are run: they make their topics themselves, with twelve partitions.
    return new KafkaContainer(image(BROKER_IMAGE))
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        // It lives for minutes, beside everything else.
        .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  private static DockerImageName image(String property) {
    String name = System.getProperty(property, "");
    if (name.isBlank()) {
      throw new IllegalStateException(
          "No image is named by the property " + property + ": build with -Pcontainers.");
    }
    return DockerImageName.parse(name);
  }

  private static MongoDBContainer start(MongoDBContainer container) {
    container.start();
    PartsUsed.store(container.getDockerImageName() + " in a container", uri(container));
    return container;
  }

  private static KafkaContainer start(KafkaContainer container) {
    container.start();
    PartsUsed.broker(container.getDockerImageName() + " in a container");
    return container;
  }

  private static final class SharedStore {
    static final MongoDBContainer CONTAINER = start(newStore());
  }

  private static final class SharedBroker {
    static final KafkaContainer CONTAINER = start(newBroker());
  }
}
