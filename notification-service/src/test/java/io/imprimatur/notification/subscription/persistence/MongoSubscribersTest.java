package io.imprimatur.notification.subscription.persistence;

import static io.imprimatur.notification.subscription.TestPace.PACE;
import static io.imprimatur.notification.subscription.TestPace.PUT_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.settings.RetryingMongoTemplate;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.ManageMail;
import io.imprimatur.notification.subscription.Subscriber;
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
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class MongoSubscribersTest {

  private static final Address READER = Address.of("reader@example.org");
  private static final int CROWD = 3;
  private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

  private final String uri = TestStore.newDatabase(MongoSubscribersTest.class);
  private final MongoClient client = MongoClients.create(uri);
  private final MongoOperations mongo =
      new RetryingMongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));

  private final MongoSubscribers subscribers = new MongoSubscribers(mongo, Clock.systemUTC());

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

  @Test
  void howOftenMailsWereTriedIsKept() {
    Subscriber waiting = twiceTried();

    assertThat(confirmationTries(waiting)).isEqualTo(2);
    assertThat(manageTries(waiting)).isEqualTo(2);
  }

  @Test
  void aDocumentThatDoesNotSayHowOftenCountsFromNothing() {
    String id = twiceTried().id();
    mongo.updateFirst(
        Query.query(Criteria.where("_id").is(id)),
        new Update().unset("due.tries").unset("manageMail.tries"),
        MongoSubscribers.COLLECTION);

    Subscriber old = subscribers.find(id).orElseThrow();
    assertThat(confirmationTries(old)).isZero();
    assertThat(manageTries(old)).isZero();
    assertThat(confirmationTries(triedOnceMore(old))).isEqualTo(1);
    assertThat(manageTries(triedOnceMore(old))).isEqualTo(1);
  }

  /** Somebody with something, who waits for a confirmation of more and for the link. */
  private Subscriber twiceTried() {
    subscribers.changeAt(
        READER,
        s ->
            triedOnceMore(
                triedOnceMore(
                    s.confirm(Set.of(new Interest("services", "zh")), NOW)
                        .ask(Set.of(new Interest("tourism", "zh")), "zh", NOW, PACE.pause())
                        .askToManage("zh", NOW, PACE.pause()))));
    String id = subscribers.needingAttention(NOW.plus(PACE.pause()), 1).getFirst();
    return subscribers.find(id).orElseThrow();
  }

  private static Subscriber triedOnceMore(Subscriber waiting) {
    Instant at = waiting.attention().orElseThrow();
    Subscriber posting = waiting.post(at, PACE.lease()).orElseThrow();
    Subscriber again = posting.posted(posting.posting().orElseThrow(), PUT_OFF, at, PACE);
    Subscriber managing = again.postManageMail(at, PACE.lease()).orElseThrow();
    return managing.manageMailPosted(
        managing.manageMailOnItsWay().orElseThrow(), PUT_OFF, at, PACE);
  }

  private static int confirmationTries(Subscriber waiting) {
    return waiting.due().orElseThrow().tries();
  }

  private static int manageTries(Subscriber waiting) {
    return ((ManageMail.Due) waiting.manageMail().orElseThrow()).tries();
  }
}
