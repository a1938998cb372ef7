package io.imprimatur.testkit;

import io.imprimatur.containers.ServerContainer;

/** A server in a container. */
record ContainerServer(ServerContainer container) implements ServerProcess {

  @Override
  public String address() {
    return container.address();
  }

  @Override
  public void start() {
    container.start();
  }

  @Override
  public void kill() {
    container.kill();
  }

  @Override
  public void stop() {
    container.stop();
  }

  @Override
  public boolean isAlive() {
    return container.isAlive();
  }

  @Override
  public String output() {
    return container.output();
  }

  @Override
  public void close() {
    container.close();
  }
}
