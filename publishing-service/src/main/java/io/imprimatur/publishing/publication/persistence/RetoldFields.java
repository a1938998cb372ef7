package io.imprimatur.publishing.publication.persistence;

import io.imprimatur.events.Digest;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.publishing.publication.Retold;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Update;

/** Refusals that were told before a restore, as a field of their article's document. */
final class RetoldFields {

  private static final String FIELD = "refusalsTold";

  private RetoldFields() {}

  static Retold read(Optional<Stored> stored) {
    return stored
        .map(s -> s.fields().getList(FIELD, Document.class, List.of()))
        .map(
            all ->
                new Retold(
                    all.stream()
                        .map(
                            d ->
                                new Retold.Refusal(
                                    d.getInteger("revision"),
                                    d.getInteger("round"),
                                    new Digest(d.getString("digest"))))
                        .toList()))
        .orElse(Retold.NONE);
  }

  static void note(Update update, PublishingEvent event) {
    if (event instanceof PublicationRefused refused) {
      update.push(
          FIELD,
          new Document("revision", refused.revision())
              .append("round", refused.round())
              .append("digest", refused.digest().value()));
    }
  }
}
