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
      mongo.insert(document, COLLECTION);
    } catch (DuplicateKeyException kept) {
      // The digest names one text only, so what is there is this text.
      return;
    }
  }

  @Override
  public Optional<Text> find(Digest digest) {
    return Optional.ofNullable(mongo.findById(digest.value(), Document.class, COLLECTION))
        .map(
            d ->
                new Text(
                    d.getString("title"),
                    d.getString("summary"),
                    d.getString("body"),
                    d.getString("section"),
                    d.getString("language"),
                    d.getList("topics", String.class, List.of()),
                    d.getString("changeNote"),
                    d.getList("attachments", String.class, List.of())));
  }
}
