package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** However large a record is, the ones behind it go on. */
class LargeEventsTest {

  private static final int LARGEST = 100_000;

  private final String system = Wire.newSystem();
  private ConfigurableApplicationContext service;
  private Wire wire;

  private final String article = UUID.randomUUID().toString();

  @BeforeEach
  void start() {
    service =
        SayingsApplication.start(
            TestBroker.bootstrapServers(),
            TestStore.uri(system),
            system,
            "imprimatur.events.max-record=" + LARGEST);
    wire = new Wire(TestBroker.bootstrapServers(), system);
  }

  @AfterEach
  void stop() {
    wire.close();
    service.close();
  }

  @Test
  void aDeadEventOfTheLargestSizeHasItsCopyAllTheSame() {
    String word = "illegal:" + "x".repeat(LARGEST - 700);
    wire.say(article, 1, word);
    wire.say(article, 1, "one");

    wire.drained();
    assertThat(words()).containsExactly("one");
    assertThat(wire.read(wire.dead()))
        .singleElement()
        .satisfies(copy -> assertThat(copy.value()).hasSize(word.length()));
    assertThat(figure("imprimatur.events.alarms")).isEqualTo(1);
    assertThat(
            service
                .getBean(MeterRegistry.class)
                .get("imprimatur.parked.events")
                .tag("kind", "dead")
                .gauge()
                .value())
        .isEqualTo(1);
  }

  @Test
  void aDeadEventThatTheDeadLetterTopicNeverTakesIsParkedWithoutACopy() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, wire.dead()),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "1000"), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    // The broker follows a moment later.
    await().until(this::theDeadLetterTopicTakesNothing);
    wire.say(article, 1, "illegal:" + "x".repeat(5_000));
    wire.say(article, 1, "one");

    wire.drained();
    assertThat(words()).containsExactly("one");
    assertThat(open()).extracting(ParkedEvent::kind).containsExactly(Kind.DEAD);
    assertThat(wire.read(wire.dead())).extracting(r -> r.key()).doesNotContain(article);
    assertThat(figure("imprimatur.events.alarms")).as("dead, and without a copy").isEqualTo(2);
  }

  @Test
  void aRecordThatUnfoldsToMoreThanAnyStoreTakesIsParkedCut() throws Exception {
    byte[] body = "x".repeat(17 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                32 * 1024 * 1024),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var record = new ProducerRecord<>(wire.right(), article, body);
      record.headers().add("ce_id", "i".repeat(300_000).getBytes(StandardCharsets.UTF_8));
      producer.send(record).get();
    }
    wire.say(article, 1, "one");

    wire.drained();
    assertThat(words()).containsExactly("one");
    ParkedEvent dead = parked().find(open().getFirst().id()).orElseThrow();
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    assertThat(dead.kind()).isEqualTo(Kind.DEAD);
    assertThat(dead.cause())
        .startsWith("it has 18125")
        .contains("at most 100000", body.length + " and the digest sha256:" + digest);
    assertThat(dead.event().body()).hasSize(LARGEST / 2);
    assertThat(dead.event().headers().get("ce_id")).hasSize(200);
    assertThat(wire.read(wire.dead())).hasSize(1);
  }

  private boolean theDeadLetterTopicTakesNothing() throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      // Asks the very partition in which the copy would be.
      int partition =
          Utils.toPositive(Utils.murmur2(article.getBytes(StandardCharsets.UTF_8)))
              % producer.partitionsFor(wire.dead()).size();
      producer.send(new ProducerRecord<>(wire.dead(), partition, "probe", new byte[5_000])).get();
      return false;
    } catch (ExecutionException refused) {
      return refused.getCause() instanceof RecordTooLargeException;
    }
  }

  private double figure(String counter) {
    return service.getBean(MeterRegistry.class).get(counter).counter().count();
  }

  private List<String> words() {
    return service
        .getBean(Aggregates.class)
        .find(article)
        .map(s -> s.fields().getList("words", String.class, List.of()))
        .orElse(List.of());
  }

  private List<ParkedEvent> open() {
    return parked().lines(Set.of(), Status.OPEN, article, null, 100);
  }

  private ParkedEvents parked() {
    return service.getBean(ParkedEvents.class);
  }
}
