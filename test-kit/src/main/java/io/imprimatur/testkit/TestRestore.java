package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * A service whose database is put back while its neighbours go on: topics and a database that
 * nobody else uses, and what is asked of them before and after.
 */
public final class TestRestore {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final String system = "restored-" + UUID.randomUUID().toString().substring(0, 8);
  private final String topic;
  private final String collection;
  private final String[] heard;
  private final String mongo;

  /**
   * Makes the topics.
   *
   * @param service the service's name
   * @param collection in which its database has the articles
   * @param hears the services that it listens to
   */
  public TestRestore(Class<?> test, String service, String collection, String... hears) {
    this.topic = system + "." + service;
    this.collection = collection;
    this.heard = Arrays.stream(hears).map(name -> system + "." + name).toArray(String[]::new);
    this.mongo = TestStore.newDatabase(test);
    TestBroker.topics().create(Stream.concat(Stream.of(topic), Stream.of(heard)).toList());
  }

  /** The first part of the topics' names. */
  public String system() {
    return system;
  }

  /** The service's own topic, which is its consumer group's name too. */
  public String topic() {
    return topic;
  }

  /** The URI of its database. */
  public String mongo() {
    return mongo;
  }

  public TestBackup backup() {
    return TestBackup.of(mongo);
  }

  /** Until everything is heard, and everything told has reached the broker. */
  public void settled() {
    TestBroker.topics().awaitDrained(topic, SOON, heard);
    try (MongoClient client = MongoClients.create(mongo)) {
      var articles =
          client.getDatabase(new ConnectionString(mongo).getDatabase()).getCollection(collection);
      Document unsent = new Document("outbox.at", new Document("$gt", new Date(0)));
      await("nothing unsent").atMost(SOON).until(() -> articles.countDocuments(unsent) == 0);
    }
  }

  /** What the service told of an article, each event once. */
  public List<TopicRecord> told(String article) {
    return TestBroker.topics().readEvents(topic, article);
  }

  /** The same by the events' ids. */
  public List<String> ids(String article) {
    return told(article).stream().map(r -> r.header("ce_id")).toList();
  }

  /** Checks that an article's events have the numbers 1, 2, 3… in the order of the topic. */
  public void assertNumberedInOrder(String article) {
    List<TopicRecord> events = told(article);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).header("ce_sequence")).isEqualTo(Integer.toString(i + 1));
    }
  }

  /** Lets it look as if another instance had the restore in work, until that one is lost. */
  public RestoreElsewhere underWayElsewhere(TestBackup backup) {
    return new RestoreElsewhere(mongo, backup);
  }
}
