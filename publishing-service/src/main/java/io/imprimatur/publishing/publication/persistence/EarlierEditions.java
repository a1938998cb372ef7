package io.imprimatur.publishing.publication.persistence;

import io.imprimatur.events.Person;
import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.EarlierEdition.TakenOff;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Update;

/** How the texts that an article had before are written down, in the article's own document. */
public final class EarlierEditions {

  /** The field. Only what shows these texts reads it. */
  public static final String FIELD = "earlier";

  /** The oldest go first; so many fit into a document, whatever their titles. */
  static final int KEPT = 200;

  private static final Logger LOG = System.getLogger(EarlierEditions.class.getName());

  private EarlierEditions() {}

  static void add(Update update, EarlierEdition earlier) {
    Document document =
        new Document("edition", PublicationDocument.document(earlier.edition()))
            .append("from", Date.from(earlier.from()));
    earlier
        .takenOff()
        .ifPresent(
            off ->
                document.append(
                    "takenOff",
                    new Document("at", Date.from(off.at()))
                        .append("personId", off.by().id())
                        .append("personName", off.by().name())
                        .append("reason", off.reason())));
    update.push(FIELD).slice(-KEPT).each(document);
  }

  /** Those in a document, the oldest first. One that was altered is left out, with an alarm. */
  public static List<EarlierEdition> in(Document d) {
    return d.get(FIELD) instanceof List<?> all
        ? all.stream().flatMap(one -> read(d.get("_id"), one)).toList()
        : List.of();
  }

  private static Stream<EarlierEdition> read(Object article, Object one) {
    try {
      Document d = (Document) one;
      return Stream.of(
          new EarlierEdition(
              PublicationDocument.edition(d.get("edition", Document.class)),
              d.getDate("from").toInstant(),
              Optional.ofNullable(d.get("takenOff", Document.class)).map(EarlierEditions::off)));
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      LOG.log(
          Level.ERROR,
          "ALARM: an earlier text of article {0} is left out, it can''t be read: {1}",
          article,
          e.getMessage());
      return Stream.empty();
    }
  }

  private static TakenOff off(Document d) {
    return new TakenOff(
        d.getDate("at").toInstant(),
        new Person(d.getString("personId"), d.getString("personName")),
        d.getString("reason"));
  }
}
