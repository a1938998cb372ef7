package io.imprimatur.kit.aggregate;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The articles of one service, a document for each, and the only way to change them.
 *
 * <p>A change reads the document, decides, and writes once, on the condition that nobody else wrote
 * meanwhile; where somebody did, it reads and decides again. The events of a write are sent right
 * after it.
 */
public final class Aggregates {

  /** Where a document keeps how far its own events were taken over after a restore. */
  static final String RETOLD = "retold";

  private static final int TRIES = 200;

  private final MongoOperations mongo;
  private final String collection;
  private final OutboxEntries entries;
  private final Answers answers;
  private final Consumer<String> afterWrite;

  /**
   * @param collection where the documents are
   * @param afterWrite told the id of each article that has events to send
   */
  public Aggregates(
      MongoOperations mongo,
      String collection,
      OutboxEntries entries,
      Answers answers,
      Consumer<String> afterWrite) {
    this.mongo = mongo;
    this.collection = collection;
    this.entries = entries;
    this.answers = answers;
    this.afterWrite = afterWrite;
  }

  public String collection() {
    return collection;
  }

  public Optional<Stored> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Document.class, collection)).map(Stored::of);
  }

  /** Changes one article by a decision that needs no {@code Idempotency-Key}. */
  public <R> R change(String id, Function<Optional<Stored>, Write<R>> decide) {
    return guarded(id, decide);
  }

  /**
   * Changes one article for a person's command. A repeat with the same key gets the first answer
   * and changes nothing.
   *
   * @param answer the type of the result, written and read as JSON
   * @throws io.imprimatur.kit.KeyReused where the key came before with another request
   */
  public <R> R change(
      String id, Idempotency key, Class<R> answer, Function<Optional<Stored>, Write<R>> decide) {
    return change(id, key, answer, Keep.LAST_20, decide);
  }

  /**
   * As {@link #change(String, Idempotency, Class, Function)}, saying how many answers the document
   * keeps.
   */
  public <R> R change(
      String id,
      Idempotency key,
      Class<R> answer,
      Keep keep,
      Function<Optional<Stored>, Write<R>> decide) {
    return guarded(
        id,
        before -> {
          Optional<R> first = before.flatMap(b -> answers.find(b, key, answer));
          if (first.isPresent()) {
            return Write.nothing(first.get());
          }
          Write<R> write = decide.apply(before);
          if (!write.isEmpty()) {
            answers.keep(write.fields(), key, keep, write.result());
          }
          return write;
        });
  }

  /**
   * Makes a new article. A repeat with the same key by the same person gets the first one's answer.
   *
   * @param id the new article's id
   * @throws io.imprimatur.kit.KeyReused where the key came before with another request
   */
  public <R> R create(String id, Idempotency key, Class<R> answer, Supplier<Write<R>> decide) {
    Query earlier = answers.creation(key);
    Optional<R> first = firstAnswer(earlier, key, answer);
    if (first.isPresent()) {
      return first.get();
    }
    Write<R> write = decide.get();
    Update update = write.fields();
    update.set("creation", answers.creation(key, write.result()));
    try {
      if (write(id, Optional.empty(), update, write.events())) {
        write.afterwards().run();
      }
    } catch (DuplicateKeyException e) {
      return firstAnswer(earlier, key, answer).orElseThrow(() -> e);
    }
    return write.result();
  }

  private <R> Optional<R> firstAnswer(Query earlier, Idempotency key, Class<R> answer) {
    if (key.key() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(mongo.findOne(earlier, Document.class, collection))
        .map(found -> answers.read(found.get("creation", Document.class), key, answer));
  }

  /** Applies a neighbour's event: as a change, and notes in the same write how far it was read. */
  public <R> R take(String id, String source, Function<Optional<Stored>, Taken<R>> decide) {
    return guarded(
        id,
        before -> {
          Taken<R> taken = decide.apply(before);
          taken
              .position()
              .ifPresent(p -> taken.write().fields().set("inbox." + source, p.toDocument()));
          return taken.write();
        });
  }

  /**
   * Takes over an event that this service told before its database was put back: as a change that
   * tells nothing, and lifts the article's number in the same write.
   */
  public <R> R takeOver(String id, Function<Optional<Stored>, Taken<R>> decide) {
    return guarded(
        id,
        before -> {
          Taken<R> taken = decide.apply(before);
          if (!taken.write().events().isEmpty()) {
            throw new IllegalStateException("what was told before is not told again: " + id);
          }
          taken
              .position()
              .ifPresent(
                  p ->
                      taken.write().fields().set(RETOLD, p.toDocument()).set("sequence", p.last()));
          return taken.write();
        });
  }

  /**
   * A neighbour's event as it was decided: what to write and, unless it was ignored, the inbox's
   * new position.
   */
  public record Taken<R>(Write<R> write, Optional<InboxPosition> position) {}

  private <R> R guarded(String id, Function<Optional<Stored>, Write<R>> decide) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Stored> before = find(id);
      Write<R> write = decide.apply(before);
      if (write.isEmpty()) {
        return write.result();
      }
      try {
        if (write(id, before, write.fields(), write.events())) {
          write.afterwards().run();
          return write.result();
        }
      } catch (DuplicateKeyException e) {
        // Somebody made this article's first document meanwhile: read it and decide again.
        // Where a unique key of the service's own is taken, the service has to deal with it.
        if (before.isPresent() || find(id).isEmpty()) {
          throw e;
        }
      }
    }
    throw new GuardMoved(id, TRIES);
  }

  private boolean write(String id, Optional<Stored> before, Update update, List<Outgoing> events) {
    update.inc("guard", 1L);
    if (!events.isEmpty()) {
      long first = before.map(Stored::sequence).orElse(0L) + 1;
      update.push("outbox").each(entries.numbered(id, first, events).toArray());
      update.set("sequence", first + events.size() - 1);
    }
    boolean written =
        before
            .map(b -> mongo.updateFirst(guard(b), update, collection).getMatchedCount() == 1)
            .orElseGet(() -> mongo.upsert(absent(id), update, collection).getUpsertedId() != null);
    if (written && !events.isEmpty()) {
      afterWrite.accept(id);
    }
    return written;
  }

  private static Query guard(Stored before) {
    return query(where("_id").is(before.id()).and("guard").is(before.guard()));
  }

  private static Query absent(String id) {
    return query(where("_id").is(id).andOperator(Criteria.where("guard").exists(false)));
  }

  /** How many first answers a document keeps for {@code Idempotency-Key}. */
  public enum Keep {
    /** The last twenty. */
    LAST_20,
    /** Only the last of this kind, as for an autosave. */
    LAST
  }
}
