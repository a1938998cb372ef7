package io.imprimatur.notification;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.settings.RetryingMongoTemplate;
import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.persistence.MongoSubscribers;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The service as processes that a test may kill or stop, with topics, a database and a mail server
 * that nobody else uses.
 */
final class Instances implements AutoCloseable {

  static final Duration WAIT = Duration.ofMinutes(3);

  final PostOffice post = new PostOffice();
  private final TestKeys keys = TestKeys.create();
  private final String system;
  private final String uri;
  private final MongoClient client;
  private final MongoTemplate mongo;

  /**
   * @param system what the topics' names begin with
   * @param uri of the database
   */
  Instances(String system, String uri) {
    this.system = system;
    this.uri = uri;
    this.client = MongoClients.create(uri);
    this.mongo =
        new RetryingMongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
    TestBroker.topics().create(List.of(system + ".publishing", system + ".notification"));
  }

  /** Makes subscribers to government news who confirmed an hour ago. */
  void subscribe(int count) {
    MongoSubscribers subscribers = new MongoSubscribers(mongo, Clock.systemUTC());
    subscribers.makeIndexes();
    Instant before = Instant.now().minusSeconds(3600);
    IntStream.range(0, count)
        .forEach(
            i ->
                subscribers.changeAt(
                    Address.of("s" + i + "@example.org"),
                    s -> s.confirm(Set.of(new Interest("government", "zh")), before)));
  }

  JavaProcess start(String... arguments) {
    return Processes.java(NotificationApplication.class.getName())
        .option("-Xmx256m", "-XX:TieredStopAtLevel=1")
        .env(TestStack.environment(uri, TestBroker.bootstrapServers(), TestIssuer.shared().uri()))
        .env(keys.properties())
        .env("SERVER_PORT", "0")
        .argument(
            RunningService.settings(post.port()).entrySet().stream()
                .filter(e -> !e.getKey().startsWith("SEAL_"))
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new))
        .argument("--imprimatur.events.system=" + system)
        .argument(arguments)
        .start();
  }

  /**
   * Tells of a new article about the government.
   *
   * @return its id
   */
  String publish() {
    String article = UUID.randomUUID().toString();
    new Publishing(system, keys).published(article, "government", "zh");
    return article;
  }

  /** Waits until an alert is completed, and gives what the ledger says about each address. */
  Map<String, String> awaitCompleted(String article) {
    await()
        .atMost(WAIT)
        .until(
            () -> {
              Document found = mongo.findById(article, Document.class, "alerts");
              return found != null
                  && "completed".equals(found.get("alert", Document.class).getString("state"));
            });
    return states();
  }

  /** What the ledger says about each address. */
  Map<String, String> states() {
    Map<String, String> addresses =
        mongo.findAll(Document.class, "subscribers").stream()
            .collect(toMap(d -> d.getString("_id"), d -> d.getString("address")));
    return ranges()
        .flatMap(d -> d.getList("recipients", Document.class).stream())
        .collect(toMap(r -> addresses.get(r.getString("subscriber")), r -> r.getString("state")));
  }

  private Stream<Document> ranges() {
    return mongo.findAll(Document.class, "ledger").stream();
  }

  /** How many mails each address has. */
  Map<String, Long> letters() {
    return post.letters().stream().collect(groupingBy(PostOffice.Letter::to, counting()));
  }

  @Override
  public void close() {
    client.close();
    post.close();
    keys.close();
  }
}
