package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Ports;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TopicRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The process is killed while writers work: what was acknowledged is there, and told once. */
class KilledTest {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int WRITERS = 6;

  private final String system = "killed-" + UUID.randomUUID().toString().substring(0, 8);
  private final int port = Ports.free();
  private final Queue<String> made = new ConcurrentLinkedQueue<>();
  private final Queue<String> submitted = new ConcurrentLinkedQueue<>();

  @Test
  void whatWasAcknowledgedSurvives() {
    try (TestKeys keys = TestKeys.create()) {
      Map<String, String> settings = new HashMap<>(TestStack.properties(KilledTest.class));
      settings.putAll(keys.properties());
      settings.put("imprimatur.events.system", system);
      settings.put("server.port", Integer.toString(port));
      try (JavaProcess first = start(settings);
          ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
        for (int i = 0; i < WRITERS; i++) {
          writers.execute(this::writeUntilNobodyAnswers);
        }
        await().atMost(LONG).until(() -> submitted.size() >= 40);
        first.kill();
      }
      try (JavaProcess again = start(settings)) {
        Api lin = Api.as(port, LIN_YUE);
        for (String id : made) {
          lin.get("/api/articles/" + id).is(200);
        }
        for (String id : submitted) {
          assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("under-review");
        }
        await()
            .atMost(LONG)
            .untilAsserted(() -> assertThat(told().keySet()).containsAll(submitted));
        told()
            .forEach(
                (id, records) -> {
                  assertThat(records).extracting(r -> r.header("ce_sequence")).containsOnly("1");
                  assertThat(records)
                      .extracting(r -> r.header("ce_id"))
                      .containsOnly(records.getFirst().header("ce_id"));
                  assertThat(lin.get("/api/articles/" + id).text("state"))
                      .isEqualTo("under-review");
                });
      }
    }
  }

  private void writeUntilNobodyAnswers() {
    Api lin = Api.as(port, LIN_YUE);
    try {
      while (true) {
        String id = lin.create(entry()).is(201).id();
        made.add(id);
        lin.submit(id, 1).is(202);
        submitted.add(id);
      }
    } catch (UncheckedIOException killed) {
      // As planned: what was acknowledged up to here is looked for afterwards.
      return;
    }
  }

  private Map<String, List<TopicRecord>> told() {
    return TestBroker.topics().readAll(system + ".drafting").stream()
        .collect(Collectors.groupingBy(TopicRecord::key));
  }

  private JavaProcess start(Map<String, String> settings) {
    return Processes.java(DraftingApplication.class.getName())
        .option("-Xmx256m")
        .argument(
            settings.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new))
        .start()
        .awaitLine("Started DraftingApplication", LONG);
  }
}
