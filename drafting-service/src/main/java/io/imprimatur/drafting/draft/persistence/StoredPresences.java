package io.imprimatur.drafting.draft.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.drafting.draft.Presence;
import io.imprimatur.drafting.draft.Presences;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Update;

/** Presences in the service's database: one small document for each person in each open text. */
public final class StoredPresences implements Presences {

  private static final String PRESENCES = "presences";
  private static final String ARTICLE = "article";
  private static final String UNTIL = "until";

  private final MongoOperations mongo;

  public StoredPresences(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Makes what is missing; doing it twice does no harm. */
  public static void makeIndexes(MongoOperations mongo) {
    mongo
        .indexOps(PRESENCES)
        .createIndex(new Index(ARTICLE, Direction.ASC).named("present-in-article"));
    mongo.indexOps(PRESENCES).createIndex(new Index(UNTIL, Direction.ASC).named("present-until"));
  }

  @Override
  public List<Presence> of(String article) {
    return mongo.find(query(where(ARTICLE).is(article)), Document.class, PRESENCES).stream()
        .map(StoredPresences::toPresence)
        .toList();
  }

  @Override
  public void keep(Presence presence) {
    Update update =
        new Update()
            .set(ARTICLE, presence.article())
            .set("person", presence.personId())
            .set("name", presence.name())
            .set(UNTIL, Date.from(presence.until()));
    String id = presence.article() + "/" + presence.personId();
    try {
      mongo.upsert(query(where("_id").is(id)), update, PRESENCES);
    } catch (DuplicateKeyException e) {
      // Another of the person's windows said it in the same moment.
      return;
    }
  }

  @Override
  public void forget(Instant before) {
    mongo.remove(query(where(UNTIL).lt(Date.from(before))), PRESENCES);
  }

  private static Presence toPresence(Document found) {
    return new Presence(
        found.getString(ARTICLE),
        found.getString("person"),
        found.getString("name"),
        found.getDate(UNTIL).toInstant());
  }
}
