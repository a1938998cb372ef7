package io.imprimatur.drafting;

import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** More instances of the service, in the test's own process. */
final class Instances {

  private Instances() {}

  static ConfigurableApplicationContext start(Map<String, Object> settings) {
    return new SpringApplicationBuilder(DraftingApplication.class)
        .properties(settings)
        .run(
            "--server.port=" + settings.getOrDefault("server.port", "0"),
            "--spring.jmx.enabled=false");
  }

  static int port(ConfigurableApplicationContext context) {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
  }
}
