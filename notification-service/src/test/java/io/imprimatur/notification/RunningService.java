package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Subscribers;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TopicRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The whole service on a real broker, a real store and a real mail server; tests that extend this
 * share one.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningService {

  static final Duration SOON = Duration.ofSeconds(20);
  static final TestKeys KEYS = TestKeys.create();
  static final PostOffice POST = new PostOffice();
  static final Interest GOVERNMENT = new Interest("government", "zh");
  static final Interest GOVERNMENT_EN = new Interest("government", "en");
  static final Interest TOURISM_EN = new Interest("tourism", "en");
  static final Interest ALL_ZH = new Interest("*", "zh");

  final Publishing publishing = new Publishing("imprimatur", KEYS);

  @LocalServerPort int port;
  @Autowired Subscribers subscribers;
  @Autowired MongoOperations mongo;

  @DynamicPropertySource
  static void stack(DynamicPropertyRegistry registry) {
    TestStack.properties(RunningService.class)
        .forEach((name, value) -> registry.add(name, () -> value));
    settings(POST.port()).forEach((name, value) -> registry.add(name, () -> value));
  }

  static Map<String, String> settings(int smtpPort) {
    Map<String, String> settings = new LinkedHashMap<>(KEYS.properties());
    settings.put("SMTP_HOST", "localhost");
    settings.put("SMTP_PORT", Integer.toString(smtpPort));
    settings.put("SUBSCRIPTION_TOKEN_KEY_FILE", keyFile().toString());
    settings.put("imprimatur.alerts.poll", "100ms");
    settings.put("imprimatur.alerts.reconnect", "300ms");
    settings.put("imprimatur.alerts.retry-first", "300ms");
    settings.put("imprimatur.alerts.lease", "2s");
    settings.put("imprimatur.alerts.look", "50ms");
    settings.put("imprimatur.subscriptions.poll", "100ms");
    settings.put("imprimatur.subscriptions.retry-first", "300ms");
    settings.put("TRUSTED_PROXIES", "127.0.0.0/8,::1");
    return settings;
  }

  private static Path keyFile() {
    try {
      Path file = Files.createTempFile("subscription", ".key");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file, Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void emptyHouse() {
    mongo.remove(new Query(), "subscribers");
    POST.reset();
  }

  /** Somebody who confirmed an hour ago. */
  void subscribed(String address, Interest... interests) {
    subscribed(address, Instant.now().minusSeconds(3600), interests);
  }

  void subscribed(String address, Instant at, Interest... interests) {
    subscribers.changeAt(Address.of(address), s -> s.confirm(Set.of(interests), at));
  }

  JsonNode awaitAlert(String article, String state) {
    return awaitAlert(article, state, SOON);
  }

  JsonNode awaitAlert(String article, String state, Duration most) {
    return await("alert about " + article + " " + state)
        .atMost(most)
        .until(() -> alert(article), a -> state.equals(a.path("state").asString("")));
  }

  JsonNode alert(String article) {
    return get("/api/alerts/" + article, TestPerson.ADAM_FREY).json();
  }

  /** An alert as it stands after a restore that lost its ledger; the article is two days old. */
  String heldAfterRestore(String section, String language, String title) {
    String article = newArticle();
    publishing.published(article, section, language, title, Instant.now().minusSeconds(172_800));
    awaitAlert(article, "held");
    mongo.updateFirst(
        Query.query(Criteria.where("_id").is(article)),
        Update.update("alert.restored", true),
        "alerts");
    return article;
  }

  List<String> recipients() {
    return POST.letters().stream().map(PostOffice.Letter::to).sorted().toList();
  }

  /** Until publishing's events are taken and every alert ended. */
  void awaitDrained() {
    TestBroker.topics().awaitDrained("imprimatur.notification", SOON, "imprimatur.publishing");
    await()
        .atMost(SOON)
        .until(
            () ->
                mongo
                    .find(
                        Query.query(
                            Criteria.where("alert.state").in("waiting", "started", "stopping")),
                        org.bson.Document.class,
                        "alerts")
                    .isEmpty());
  }

  /** What was told of an article, each event once, in order. */
  List<LifecycleEvent> told(String article) {
    return TestBroker.topics().readEvents("imprimatur.notification", article).stream()
        .map(TopicRecord::event)
        .toList();
  }

  void awaitTold(String article, String... names) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(told(article))
                    .extracting(e -> e.getClass().getSimpleName())
                    .containsExactly(names));
  }

  static String newArticle() {
    return UUID.randomUUID().toString();
  }

  Http.Answer get(String path, TestPerson who) {
    return http().get(who, path);
  }

  Http.Answer post(String path, TestPerson who, String json) {
    return http().post(who, path, json);
  }

  Http.Answer form(String path, String form) {
    return http().form(path, form);
  }

  Http http() {
    return new Http(port);
  }
}
