package io.imprimatur.drafting;

import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a real broker and a real store; all tests that extend it share one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningDesk {

  static final TestKeys KEYS = TestKeys.create();
  static final Neighbours NEIGHBOURS = new Neighbours(KEYS.file());

  /** What leads an instance to the same broker, store and keys. */
  static final Map<String, String> SETTINGS = settings();

  @LocalServerPort int port;

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(TestStack.properties(RunningDesk.class));
    settings.putAll(KEYS.properties());
    return settings;
  }

  @DynamicPropertySource
  static void stack(DynamicPropertyRegistry registry) {
    SETTINGS.forEach((name, value) -> registry.add(name, () -> value));
  }

  Api as(TestPerson person) {
    return Api.as(port, person);
  }
}
