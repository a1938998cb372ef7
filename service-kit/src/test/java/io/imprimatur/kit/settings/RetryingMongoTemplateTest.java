package io.imprimatur.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.kit.inbox.TransientFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** What collides is tried again, until it is decided or patience ends. */
class RetryingMongoTemplateTest {

  private static final String ALL = "notes";
  private static final int CROWD = 3;
  private static final Query ONE = query(where("_id").is("1"));
  private static final Update MORE = new Update().inc("n", 1);

  private final CollidingStore store = CollidingStore.of(RetryingMongoTemplateTest.class);

  @AfterEach
  void close() {
    store.close();
  }

  /** Each kind of write that the services use, and what it makes of one note. */
  static Stream<Arguments> writes() {
    return Stream.of(
        write("insert", m -> m.insert(note("2", 2), ALL), note("1", 1), note("2", 2)),
        write("save", m -> m.save(note("1", 5), ALL), note("1", 5)),
        write("replace", m -> m.replace(ONE, note("1", 6), ALL), note("1", 6)),
        write("updateFirst", m -> m.updateFirst(ONE, MORE, ALL), note("1", 2)),
        write("upsert", m -> m.upsert(ONE, MORE, ALL), note("1", 2)),
        write("findAndModify", m -> m.findAndModify(ONE, MORE, Document.class, ALL), note("1", 2)),
        write("remove", m -> m.remove(ONE, ALL)),
        write("findAndRemove", m -> m.findAndRemove(ONE, Document.class, ALL)),
        write("execute", m -> m.execute(ALL, c -> c.deleteOne(new Document("_id", "1")))),
        write(
            "createIndex",
            m -> m.indexOps(ALL).createIndex(new Index("n", Direction.ASC).named("n")),
            note("1", 1)));
  }

  private static Arguments write(String name, Consumer<MongoOperations> how, Document... after) {
    return Arguments.of(Named.of(name, how), List.of(after));
  }

  private static Document note(String id, int n) {
    return new Document("_id", id).append("n", n);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteThatCollidedIsDoneOnceItIsDecided(
      Consumer<MongoOperations> write, List<Document> after) {
    store.calm().insert(note("1", 1), ALL);
    store.collide(3);

    write.accept(store.template());

    assertThat(store.left()).isZero();
    assertThat(store.calm().findAll(Document.class, ALL)).hasSameElementsAs(after);
  }

  /** Otherwise nobody could tell a key that is taken from one that another only tried for. */
  @Test
  void whoLosesAKeyIsToldThatItIsTaken() {
    store.collideOnceWith(() -> store.calm().insert(note("1", 7), ALL));

    assertThatThrownBy(() -> store.template().insert(note("1", 8), ALL))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(store.calm().findAll(Document.class, ALL)).containsExactly(note("1", 7));
  }

  @Test
  void ofThreeAtOnceOneGetsTheKeyAndTheOthersAreToldThatItIsTaken() throws Exception {
    store.calm().indexOps(ALL).createIndex(new Index("key", Direction.ASC).unique());
    for (int round = 0; round < 5; round++) {
      CyclicBarrier start = new CyclicBarrier(CROWD);
      Document note = new Document("key", round);
      Callable<Boolean> insert =
          () -> {
            start.await();
            try {
              store.template().insert(new Document(note), ALL);
              return true;
            } catch (DuplicateKeyException e) {
              return false;
            }
          };
      List<Boolean> done = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
        for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(CROWD, insert))) {
          done.add(each.get());
        }
      }
      assertThat(done).hasSize(CROWD).containsOnlyOnce(true);
    }
    assertThat(store.calm().findAll(Document.class, ALL)).hasSize(5);
  }

  @Test
  void patienceEndsAndWhatIsLeftPasses() {
    store.collide(1000);

    assertThatThrownBy(() -> store.template().insert(note("1", 1), ALL))
        .isInstanceOf(ConcurrencyFailureException.class)
        .satisfies(e -> assertThat(TransientFailure.isBehind(e)).isTrue());
    assertThat(store.left()).isBetween(900, 999);
    assertThat(store.calm().findAll(Document.class, ALL)).isEmpty();
  }

  @Test
  void otherRefusalsAreNotTriedAgain() {
    store.calm().insert(note("1", 1), ALL);

    assertThatThrownBy(() -> store.template().insert(note("1", 2), ALL))
        .isInstanceOf(DuplicateKeyException.class)
        .satisfies(
            e -> {
              assertThat(TransientFailure.isBehind(e)).isFalse();
              assertThat(TransientFailure.isWriteConflict(e)).isFalse();
            });
  }
}
