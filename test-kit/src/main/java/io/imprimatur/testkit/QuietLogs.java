package io.imprimatur.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** Keeps the embedded servers from filling a test's output; warnings still show. */
final class QuietLogs {

  private static final List<String> LOGGERS =
      List.of(
          "kafka",
          "org.apache.kafka",
          "state.change.logger",
          "org.mongodb",
          "de.bwaldvogel",
          "io.netty",
          "org.testcontainers",
          "tc",
          "com.github.dockerjava");

  private QuietLogs() {}

  static void apply() {
    // By name first: a test may run with another logger and without Logback's classes.
    String logger = LoggerFactory.getILoggerFactory().getClass().getName();
    if (logger.startsWith("ch.qos.logback.")) {
      Logback.lower();
    }
  }

  /** The same for Spring Boot, which sets Logback up anew. */
  static Map<String, String> asSpringProperties() {
    Map<String, String> properties = new TreeMap<>();
    LOGGERS.forEach(name -> properties.put("logging.level." + name, "warn"));
    return properties;
  }

  private static final class Logback {

    static void lower() {
      var context = (LoggerContext) LoggerFactory.getILoggerFactory();
      LOGGERS.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }
  }
}
