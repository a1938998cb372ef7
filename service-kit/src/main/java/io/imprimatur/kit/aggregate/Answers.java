package io.imprimatur.kit.aggregate;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.kit.KeyReused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first answers to commands, kept in the article's document for requests that come again with
 * the same key.
 */
public final class Answers {

  private static final int KEPT = 20;

  private final JsonMapper json;

  public Answers(JsonMapper json) {
    this.json = json;
  }

  <R> Optional<R> find(Stored before, Idempotency key, Class<R> answer) {
    if (key.key() == null) {
      return Optional.empty();
    }
    List<Document> kept = before.fields().getList("answers", Document.class, List.of());
    return kept.stream()
        .filter(a -> isFor(a, key))
        .findFirst()
        .or(
            () ->
                Optional.ofNullable(before.fields().get("lastAnswer", Document.class))
                    .filter(a -> isFor(a, key)))
        .map(a -> read(a, key, answer));
  }

  void keep(Update update, Idempotency key, Aggregates.Keep keep, Object result) {
    if (key.key() == null) {
      return;
    }
    Document answer = answer(key.key(), key, result);
    switch (keep) {
      case LAST_20 -> update.push("answers").slice(-KEPT).each(answer);
      case LAST -> update.set("lastAnswer", answer);
    }
  }

  Query creation(Idempotency key) {
    return query(where("creation.person").is(key.personId()).and("creation.key").is(key.key()));
  }

  /**
   * A creation always has a key, so that the unique index over person and key need not be sparse.
   */
  Document creation(Idempotency key, Object result) {
    return answer(key.key() == null ? "made-up-" + UUID.randomUUID() : key.key(), key, result);
  }

  <R> R read(Document kept, Idempotency key, Class<R> answer) {
    if (!kept.getString("fingerprint").equals(key.fingerprint())) {
      throw new KeyReused(key.key());
    }
    return json.readValue(kept.getString("answer"), answer);
  }

  private Document answer(String name, Idempotency key, Object result) {
    return new Document("person", key.personId())
        .append("key", name)
        .append("fingerprint", key.fingerprint())
        .append("answer", json.writeValueAsString(result));
  }

  private static boolean isFor(Document kept, Idempotency key) {
    return key.key().equals(kept.getString("key"))
        && key.personId().equals(kept.getString("person"));
  }
}
