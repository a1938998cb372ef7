package io.imprimatur.containers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;

/** A server of a test's own in a container, at the same port and on the same data after a kill. */
public final class ServerContainer implements AutoCloseable {

  private static final Duration START_TIME = Duration.ofSeconds(90);
  private static final int STOP_SECONDS = 20;

  private final GenericContainer<?> container;
  private final String address;
  private final BooleanSupplier ready;

  ServerContainer(GenericContainer<?> container, String address, BooleanSupplier ready) {
    this.container = container;
    this.address = address;
    this.ready = ready;
  }

  /** Where clients find it: {@code host:port} of a broker, the URI of a store. */
  public String address() {
    return address;
  }

  /** Starts it again, unless it runs, and returns when it answers. */
  public void start() {
    if (!isAlive()) {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    }
    await("an answer from " + address).atMost(START_TIME).until(ready::getAsBoolean);
  }

  /** Kills all its processes at once, as {@code kill -9} does. */
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    awaitEnd();
  }

  /** Asks it to end in order. */
  public void stop() {
    container
        .getDockerClient()
        .stopContainerCmd(container.getContainerId())
        .withTimeout(STOP_SECONDS)
        .exec();
    awaitEnd();
  }

  public boolean isAlive() {
    return container.isRunning();
  }

  /** What the server has written since it was made. */
  public String output() {
    return container.getLogs();
  }

  /** Takes it away with its data. */
  @Override
  public void close() {
    container.stop();
  }

  private void awaitEnd() {
    await("the end of " + address)
        .atMost(Duration.ofSeconds(2L * STOP_SECONDS))
        .until(() -> !isAlive());
  }
}
