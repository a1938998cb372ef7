package io.imprimatur.notification.subscription.persistence;

import static java.util.stream.Collectors.toCollection;

import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Confirmation.Asked;
import io.imprimatur.notification.subscription.Confirmation.Due;
import io.imprimatur.notification.subscription.Confirmation.Posting;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;

/** A subscriber as a document. */
final class SubscriberFields {

  static final String GUARD = "guard";
  static final String ADDRESS = "address";
  static final String SUBSCRIPTIONS = "subscriptions";

  /** The confirmed interests once more, for the index. */
  static final String INTERESTS = "interests";

  /** When somebody must look after a mail; missing where nobody must. */
  static final String ATTENTION = "attention";

  /** The last change of somebody without a subscription; missing with one. */
  static final String IDLE_SINCE = "idleSince";

  private static final String MANAGE_MAIL = "manageMail";

  private SubscriberFields() {}

  static long guard(Document d) {
    return ((Number) d.get(GUARD)).longValue();
  }

  static Document of(Subscriber s, long guard, Instant now) {
    Document d =
        new Document("_id", s.id())
            .append(GUARD, guard)
            .append(ADDRESS, s.address().value())
            .append("generation", s.generation())
            .append(
                SUBSCRIPTIONS,
                s.subscriptions().stream()
                    .map(
                        one ->
                            new Document("interest", one.interest().text())
                                .append("confirmedAt", Date.from(one.confirmedAt())))
                    .toList())
            .append(INTERESTS, texts(s.interests()));
    s.due().ifPresent(due -> d.append("due", due(due)));
    s.posting()
        .ifPresent(
            p ->
                d.append(
                    "posting",
                    due(p.due())
                        .append("startedAt", Date.from(p.startedAt()))
                        .append("leaseUntil", Date.from(p.leaseUntil()))));
    s.asked()
        .ifPresent(
            a ->
                d.append(
                    "asked",
                    new Document("wishes", texts(a.wishes())).append("at", Date.from(a.at()))));
    s.manageMail().ifPresent(m -> d.append(MANAGE_MAIL, ManageMailFields.of(m)));
    s.attention().ifPresent(at -> d.append(ATTENTION, Date.from(at)));
    if (s.subscriptions().isEmpty()) {
      d.append(IDLE_SINCE, Date.from(now));
    }
    return d;
  }

  private static Document due(Due due) {
    return new Document("wishes", texts(due.wishes()))
        .append("language", due.language())
        .append("at", Date.from(due.at()))
        .append("since", Date.from(due.since()))
        .append("tries", due.tries());
  }

  static Subscriber read(Document d) {
    return new Subscriber(
        d.getString("_id"),
        new Address(d.getString(ADDRESS)),
        d.getInteger("generation"),
        d.getList(SUBSCRIPTIONS, Document.class).stream()
            .map(
                one ->
                    new Subscription(
                        Interest.parse(one.getString("interest")), instant(one, "confirmedAt")))
            .toList(),
        part(d, "due").map(SubscriberFields::readDue),
        part(d, "posting")
            .map(p -> new Posting(readDue(p), instant(p, "startedAt"), instant(p, "leaseUntil"))),
        part(d, "asked").map(a -> new Asked(interests(a), instant(a, "at"))),
        part(d, MANAGE_MAIL).map(ManageMailFields::read));
  }

  private static Due readDue(Document d) {
    return new Due(
        interests(d),
        d.getString("language"),
        instant(d, "at"),
        instant(d, "since"),
        d.getInteger("tries", 0));
  }

  private static Optional<Document> part(Document d, String name) {
    return Optional.ofNullable(d.get(name, Document.class));
  }

  private static List<String> texts(Collection<Interest> interests) {
    return interests.stream().map(Interest::text).toList();
  }

  private static SortedSet<Interest> interests(Document d) {
    return d.getList("wishes", String.class).stream()
        .map(Interest::parse)
        .collect(toCollection(TreeSet::new));
  }

  private static Instant instant(Document d, String name) {
    return d.getDate(name).toInstant();
  }
}
