package io.imprimatur.kit.restore;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * One document for each backup that was put back: who restores, under a lease, and whether it is
 * done. So one instance does it, once.
 */
final class RestoreRecords {

  /** The collection's name, the same in every service. */
  static final String COLLECTION = "restores";

  private static final String RUNNING = "running";
  private static final String DONE = "done";

  private final MongoOperations mongo;
  private final Clock clock;
  private final String owner;
  private final Duration lease;

  /** Whose work it is. */
  enum Claim {
    OURS,
    OTHERS,
    DONE
  }

  RestoreRecords(MongoOperations mongo, Clock clock, String owner, Duration lease) {
    this.mongo = mongo;
    this.clock = clock;
    this.owner = owner;
    this.lease = lease;
  }

  /** Takes the work, unless it is done or another instance that lives has it. */
  Claim claim(Instant backup) {
    Instant now = clock.instant();
    try {
      mongo.insert(
          new Document("_id", backup.toString())
              .append("state", RUNNING)
              .append("owner", owner)
              .append("until", Date.from(now.plus(lease)))
              .append("startedAt", Date.from(now)),
          COLLECTION);
      return Claim.OURS;
    } catch (DuplicateKeyException begun) {
      return takeOver(backup, now);
    }
  }

  private Claim takeOver(Instant backup, Instant now) {
    // A lease that ends so late was made before the clock was set back.
    Criteria free =
        new Criteria()
            .orOperator(
                where("owner").is(owner),
                where("until").lt(Date.from(now)),
                where("until").gt(Date.from(now.plus(lease.multipliedBy(2)))));
    Query mine =
        query(where("_id").is(backup.toString()).and("state").is(RUNNING).andOperator(free));
    if (write(mine, held(now).set("owner", owner))) {
      return Claim.OURS;
    }
    Document found = mongo.findById(backup.toString(), Document.class, COLLECTION);
    return found != null && DONE.equals(found.getString("state")) ? Claim.DONE : Claim.OTHERS;
  }

  /** Keeps the work; false where another instance has it by now. */
  boolean keep(Instant backup) {
    return write(mine(backup), held(clock.instant()));
  }

  /** Notes that all is done; false where another instance has the work by now. */
  boolean finish(Instant backup, RestoreProgress progress) {
    return write(
        mine(backup),
        new Update()
            .set("state", DONE)
            .set("doneAt", Date.from(clock.instant()))
            .set("read", progress.read())
            .set("takenOver", progress.takenOver())
            .set("listed", progress.listed()));
  }

  private Query mine(Instant backup) {
    return query(
        where("_id").is(backup.toString()).and("state").is(RUNNING).and("owner").is(owner));
  }

  private Update held(Instant now) {
    return new Update().set("until", Date.from(now.plus(lease)));
  }

  private boolean write(Query which, Update update) {
    return mongo.updateFirst(which, update, COLLECTION).getMatchedCount() == 1;
  }
}
