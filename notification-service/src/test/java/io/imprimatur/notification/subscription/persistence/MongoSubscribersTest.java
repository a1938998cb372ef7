package io.imprimatur.notification.subscription.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.settings.RetryingMongoTemplate;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.testkit.TestStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

class MongoSubscribersTest {

  private static final Address READER = Address.of("reader@example.org");
  private static final int CROWD = 3;

  private final String uri = TestStore.newDatabase(MongoSubscribersTest.class);
  private final MongoClient client = MongoClients.create(uri);
  private final MongoOperations mongo =
      new RetryingMongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));

  @AfterEach
  void close() {
    client.close();
  }

  /** The service answers before its indexes are made: nobody has to come again for that. */
  @Test
  void whoSubscribesBeforeTheIndexIsMadeIsKeptAndNoAddressComesInTwice() throws Exception {
    MongoSubscribers one = new MongoSubscribers(mongo, Clock.systemUTC());
    MongoSubscribers other = new MongoSubscribers(mongo, Clock.systemUTC());
    CyclicBarrier start = new CyclicBarrier(CROWD);
    List<Callable<Void>> people = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      MongoSubscribers instance = i % 2 == 0 ? one : other;
      Interest interest = new Interest("section-" + i, "zh");
      people.add(
          () -> {
            start.await();
            instance.changeAt(READER, s -> s.confirm(Set.of(interest), Instant.now()));
            return null;
          });
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
      for (Future<Void> done : threads.invokeAll(people)) {
        done.get();
      }
    }

    assertThat(mongo.findAll(Document.class, MongoSubscribers.COLLECTION))
        .singleElement()
        .satisfies(
            reader ->
                assertThat(reader.getList(SubscriberFields.SUBSCRIPTIONS, Document.class))
                    .hasSize(CROWD));
  }
}
