package io.imprimatur.testkit;

import java.util.Map;
import java.util.TreeMap;

/** Everything a service needs beside itself, as the settings that lead it there. */
public final class TestStack {

  private TestStack() {}

  /**
   * Starts broker, store and issuer, unless they run, makes the system's topics, and gives a
   * service's settings with a database of its own. For Spring's tests:
   *
   * {@snippet :
   * @DynamicPropertySource
   * static void stack(DynamicPropertyRegistry registry) {
   *   TestStack.properties(MyTest.class).forEach((name, value) -> registry.add(name, () -> value));
   * }
   * }
   *
   * <p>Seal keys are not among them: {@link TestKeys#properties()} has those.
   */
  public static Map<String, String> properties(Class<?> test) {
    TestBroker.topics().create(Topics.SYSTEM);
    return properties(
        TestStore.newDatabase(test), TestBroker.bootstrapServers(), TestIssuer.shared().uri());
  }

  /** The same for servers of the test's own. */
  public static Map<String, String> properties(
      String mongoUri, String bootstrapServers, String issuer) {
    Map<String, String> properties = new TreeMap<>(QuietLogs.asSpringProperties());
    properties.put("spring.mongodb.uri", mongoUri);
    properties.put("spring.kafka.bootstrap-servers", bootstrapServers);
    properties.putAll(environment(mongoUri, bootstrapServers, issuer));
    return properties;
  }

  /** The environment of a service that runs as a process. */
  public static Map<String, String> environment(
      String mongoUri, String bootstrapServers, String issuer) {
    return new TreeMap<>(
        Map.of(
            "MONGODB_URI", mongoUri,
            "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
            "OIDC_ISSUER", issuer));
  }
}
