package io.imprimatur.review.approval.persistence;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.review.approval.Texts;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/** Texts as documents, each under its digest. */
public final class MongoTexts implements Texts {

  private static final String COLLECTION = "texts";

  private final MongoOperations mongo;

  public MongoTexts(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public void keep(Digest digest, Text text) {
    Document document =
        new Document("_id", digest.value())
            .append("title", text.title())
            .append("summary", text.summary())
            .append("body", text.body())
            .append("section", text.section())
            .append("language", text.language())
            .append("topics", text.topics())
            .append("changeNote", text.changeNote())
            .append("attachments", text.attachments());
    try {
      mongo.save(document, COLLECTION);
    } catch (DuplicateKeyException kept) {
      // Somebody keeps the same text at this moment: the digest names one only.
      return;
    }
  }

  @Override
  public Optional<Text> find(Digest digest) {
    return Optional.ofNullable(mongo.findById(digest.value(), Document.class, COLLECTION))
        .flatMap(MongoTexts::read);
  }

  private static Optional<Text> read(Document kept) {
    try {
      return Optional.of(
          new Text(
              kept.getString("title"),
              kept.getString("summary"),
              kept.getString("body"),
              kept.getString("section"),
              kept.getString("language"),
              kept.getList("topics", String.class, List.of()),
              kept.getString("changeNote"),
              kept.getList("attachments", String.class, List.of())));
    } catch (IllegalArgumentException | ClassCastException e) {
      return Optional.empty(); // a field is gone, or is none of a text's
    }
  }
}
