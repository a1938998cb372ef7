package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writers at the same time. */
class ConcurrencyTest {

  private static final int THREADS = 8;

  /** The key is taken, or the write collided with another; nothing is written in either case. */
  private static final Set<Integer> REFUSED = Set.of(11000, 112);

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @Test
  void ofGuardedUpdatesOfOneDocumentExactlyOneWins() throws Exception {
    documents.insertOne(new Document("_id", 1).append("guard", 0).append("log", List.of()));

    for (int round = 0; round < 25; round++) {
      int guard = round;
      List<Long> modified =
          together(
              thread ->
                  documents
                      .updateOne(
                          and(eq(1), eq("guard", guard)),
                          Updates.combine(Updates.inc("guard", 1), Updates.push("log", thread)))
                      .getModifiedCount());
      assertThat(modified).containsOnlyOnce(1L).contains(0L);
    }

    Document document = documents.find(eq(1)).first();
    assertThat(document).containsEntry("guard", 25);
    assertThat(document.getList("log", Integer.class)).hasSize(25);
  }

  @Test
  void incrementsNeverGetLost() throws Exception {
    documents.insertOne(new Document("_id", 1).append("n", 0));

    together(
        thread -> {
          for (int i = 0; i < 50; i++) {
            documents.updateOne(eq(1), Updates.inc("n", 1));
          }
          return thread;
        });

    assertThat(documents.find(eq(1)).first()).containsEntry("n", THREADS * 50);
  }

  @Test
  void nothingIsClaimedTwiceAndTheOldestComesFirst() throws Exception {
    documents.createIndex(Indexes.ascending("state", "at"));
    documents.insertMany(
        IntStream.range(0, 200)
            .mapToObj(i -> new Document("_id", i).append("state", "waiting").append("at", 1000 - i))
            .toList());

    List<List<Integer>> claims =
        together(
            thread -> {
              List<Integer> mine = new ArrayList<>();
              while (true) {
                Document claimed =
                    documents.findOneAndUpdate(
                        eq("state", "waiting"),
                        Updates.combine(
                            Updates.set("state", "claimed"), Updates.set("owner", thread)),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending("at")));
                if (claimed == null) {
                  return mine;
                }
                mine.add(claimed.getInteger("at"));
              }
            });

    List<Integer> all = claims.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
    assertThat(claims).allSatisfy(mine -> assertThat(mine).isSorted());
  }

  @Test
  void upsertsOfOneKeyMakeOneDocument() throws Exception {
    documents.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));

    for (int round = 0; round < 10; round++) {
      String key = "k" + round;
      List<String> outcomes =
          together(
              thread ->
                  outcome(
                      () ->
                          documents.updateOne(
                              eq("key", key),
                              Updates.inc("n", 1),
                              new UpdateOptions().upsert(true))));
      long done = outcomes.stream().filter("done"::equals).count();
      assertThat(done).isPositive();
      assertThat(documents.find(eq("key", key)).into(new ArrayList<>()))
          .singleElement()
          .satisfies(document -> assertThat(document.get("n")).isEqualTo((int) done));
    }
  }

  @Test
  void ofFirstWritesOfOneDocumentExactlyOneIsTaken() throws Exception {
    for (int round = 0; round < 20; round++) {
      String id = "first-" + round;
      List<Boolean> taken = together(thread -> firstWrite(id, thread));

      assertThat(taken).containsOnlyOnce(true).contains(false);
      Document document = documents.find(eq(id)).first();
      assertThat(document).containsEntry("guard", 1);
      assertThat(document.getList("log", Integer.class)).containsExactly(taken.indexOf(true));
    }
  }

  /** As the services make an article's first document: by an upsert, unless it is there. */
  private boolean firstWrite(String id, int thread) {
    try {
      return documents
              .updateOne(
                  and(eq(id), exists("guard", false)),
                  Updates.combine(Updates.inc("guard", 1), Updates.push("log", thread)),
                  new UpdateOptions().upsert(true))
              .getUpsertedId()
          != null;
    } catch (MongoException e) {
      assertThat(e.getCode()).isIn(REFUSED);
      return false;
    }
  }

  @Test
  void aUniqueKeyGoesToOneOfManyInserts() throws Exception {
    documents.createIndex(Indexes.ascending("person", "key"), new IndexOptions().unique(true));

    for (int round = 0; round < 10; round++) {
      int key = round;
      List<String> outcomes =
          together(
              thread ->
                  outcome(
                      () ->
                          documents.insertOne(
                              new Document("person", "p").append("key", key).append("t", thread))));
      assertThat(outcomes).containsOnlyOnce("done").contains("refused").hasSize(THREADS);
    }
    assertThat(documents.countDocuments()).isEqualTo(10);
  }

  @Test
  void pullsBesidePushesLoseNothing() throws Exception {
    documents.insertOne(new Document("_id", 1).append("n", 0).append("outbox", List.of()));

    List<Integer> pulled =
        together(
            thread -> {
              int taken = 0;
              for (int i = 0; i < 40; i++) {
                if (thread % 2 == 0) {
                  documents.updateOne(
                      eq(1),
                      Updates.combine(
                          Updates.inc("n", 1),
                          Updates.push("outbox", new Document("even", i % 2))));
                } else {
                  Document before =
                      documents.findOneAndUpdate(
                          eq(1), Updates.pull("outbox", new Document("even", 0)));
                  taken += evens(before);
                }
              }
              return taken;
            });

    Document after = documents.find(eq(1)).first();
    int pushed = THREADS / 2 * 40;
    assertThat(after).containsEntry("n", pushed);
    assertThat(after.getList("outbox", Document.class)).hasSize(pushed / 2 + evens(after));
    assertThat(pulled.stream().mapToInt(Integer::intValue).sum() + evens(after))
        .isEqualTo(pushed / 2);
  }

  private static int evens(Document document) {
    return (int)
        document.getList("outbox", Document.class).stream()
            .filter(entry -> entry.getInteger("even") == 0)
            .count();
  }

  private interface Work<T> {

    T by(int thread) throws Exception;
  }

  private static String outcome(Runnable write) {
    try {
      write.run();
      return "done";
    } catch (MongoException e) {
      assertThat(e.getCode()).isIn(REFUSED);
      return "refused";
    }
  }

  private static <T> List<T> together(Work<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        calls.add(
            () -> {
              start.await();
              return work.by(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
