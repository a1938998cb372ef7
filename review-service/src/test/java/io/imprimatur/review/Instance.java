package io.imprimatur.review;

import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestStack;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance of the service that a test starts and stops by itself. */
record Instance(ConfigurableApplicationContext context, Http api) implements AutoCloseable {

  /**
   * Starts one.
   *
   * @param system the first part of its topics, so that services of other tests don't hear them
   */
  static Instance start(String system, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("server.port", "0");
    all.put("imprimatur.events.system", system);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ReviewApplication.class)
            .run(
                all.entrySet().stream()
                    .map(e -> "--" + e.getKey() + "=" + e.getValue())
                    .toArray(String[]::new));
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return new Instance(context, new Http(Integer.parseInt(port)));
  }

  static Map<String, String> settings(String mongo, TestKeys keys) {
    Map<String, String> settings =
        new HashMap<>(
            TestStack.properties(mongo, TestBroker.bootstrapServers(), TestIssuer.shared().uri()));
    settings.putAll(keys.properties());
    return settings;
  }

  @Override
  public void close() {
    context.close();
  }
}
