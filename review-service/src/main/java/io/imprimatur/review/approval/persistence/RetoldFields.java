package io.imprimatur.review.approval.persistence;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.review.approval.Retold;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.query.Update;

/**
 * What was told before a restore, as a field of its article's document; there only while needed.
 */
final class RetoldFields {

  private static final String FIELD = "toldBefore";

  private RetoldFields() {}

  static Retold read(Optional<Stored> stored) {
    return stored
        .map(s -> s.fields().get(FIELD, Document.class))
        .map(RetoldFields::read)
        .orElse(Retold.NONE);
  }

  private static Retold read(Document fields) {
    return new Retold(
        fields.getList("ahead", Document.class, List.of()).stream()
            .map(
                e ->
                    EventJson.read(e.getString("type"), e.get("body", Binary.class).getData())
                        .orElseThrow())
            .map(ReviewEvent.class::cast)
            .toList(),
        Set.copyOf(fields.getList("answered", Integer.class, List.of())));
  }

  static void update(Update update, Retold retold) {
    if (retold.equals(Retold.NONE)) {
      update.unset(FIELD);
      return;
    }
    update.set(
        FIELD,
        new Document(
                "ahead",
                retold.ahead().stream()
                    .map(
                        e ->
                            new Document("type", EventJson.typeOf(e))
                                .append("body", new Binary(EventJson.write(e))))
                    .toList())
            .append("answered", retold.answered().stream().sorted().toList()));
  }
}
