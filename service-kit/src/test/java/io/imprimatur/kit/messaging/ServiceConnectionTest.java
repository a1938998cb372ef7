package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.containers.Containers;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.messaging.Wire.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A service that is told by Spring Boot's connection details where its broker and its store are,
 * and by no setting of ours.
 */
@Tag("containers")
@SpringBootTest(
    classes = SayingsApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ServiceConnectionTest {

  @ServiceConnection static final MongoDBContainer STORE = Containers.store();
  @ServiceConnection static final KafkaContainer BROKER = Containers.broker();

  private static final String SYSTEM = Wire.newSystem();

  @Autowired private Aggregates aggregates;

  @DynamicPropertySource
  static void events(DynamicPropertyRegistry registry) {
    registry.add("imprimatur.events.system", () -> SYSTEM);
    registry.add("imprimatur.events.service", () -> "left");
    registry.add("imprimatur.events.listens-to", () -> "right");
  }

  @Test
  void hearsKeepsAndTells() {
    String article = UUID.randomUUID().toString();
    try (Wire wire = new Wire(BROKER.getBootstrapServers(), SYSTEM)) {
      wire.say(article, 1, "one");
      wire.drained();

      assertThat(aggregates.find(article).orElseThrow().fields().getList("words", String.class))
          .containsExactly("one");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> wire.answers(article).stream().map(Answer::word).toList(),
              List.of("one")::equals);
    }
  }
}
