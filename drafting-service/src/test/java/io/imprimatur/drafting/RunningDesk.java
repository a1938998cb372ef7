package io.imprimatur.drafting;

import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a real broker and a real store; all tests that extend it share one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningDesk {

  static final TestKeys KEYS = TestKeys.create();
  static final Neighbours NEIGHBOURS = new Neighbours(KEYS.file());

  @LocalServerPort int port;

  @DynamicPropertySource
  static void stack(DynamicPropertyRegistry registry) {
    TestStack.properties(RunningDesk.class)
        .forEach((name, value) -> registry.add(name, () -> value));
    KEYS.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  Api as(TestPerson person) {
    return Api.as(port, person);
  }
}
