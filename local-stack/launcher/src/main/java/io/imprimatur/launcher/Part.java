package io.imprimatur.launcher;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of the stack as it should run.
 *
 * @param name as {@code status} and {@code logs} call it
 * @param module folder of its Maven module, from the project's root
 * @param mainClass of a plain jar beside {@code lib/}; empty: a Spring Boot jar
 * @param url where people and programs reach it
 * @param ports every port that it listens on, by its name in ports.properties, the main one first
 * @param probe asks whether it works
 * @param heapMib the most heap that it gets
 * @param arguments of the main method
 * @param environment added to the launcher's own
 */
record Part(
    String name,
    String module,
    Optional<String> mainClass,
    String url,
    Map<String, Integer> ports,
    Probe probe,
    int heapMib,
    List<String> arguments,
    Map<String, String> environment) {

  int port() {
    return ports.values().iterator().next();
  }

  /** One of the four services, which send events. */
  boolean isService() {
    return module.endsWith("-service");
  }

  /** The name of the module's jar without version. */
  String artifact() {
    return module.substring(module.lastIndexOf('/') + 1);
  }
}
