package io.imprimatur.review.approval.persistence;

import static io.imprimatur.review.approval.persistence.ReviewFields.CHANGED_AT;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.imprimatur.kit.Paging;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Reviews.Filter;
import io.imprimatur.review.approval.Reviews.Listing;
import io.imprimatur.review.approval.Reviews.Part;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** A list of reviews as a query, in the order of what changed last. */
final class ReviewQuery {

  /** How many reviews one page of a search looks at. */
  static final int SPAN = 5_000;

  private static final String ID = "_id";
  private static final Pattern WHOLE_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private ReviewQuery() {}

  /** Whether nothing can be in it, whatever the store holds. */
  static boolean isOfNobody(Listing listing) {
    return listing.part() == Part.WAITING_FOR_THEM && listing.who().isAdministrator();
  }

  /**
   * What one page shows.
   *
   * @param horizon the last review that a search looks at, or nothing where it looks at all
   */
  static Query page(Listing listing, Paging paging, Optional<Document> horizon) {
    List<Criteria> all = all(listing);
    words(listing.filter()).ifPresent(all::add);
    paging.after(2).ifPresent(cursor -> all.addAll(behind(listing, cursor)));
    horizon.ifPresent(last -> all.addAll(notBehind(listing, last)));
    Query query = ordered(listing, all).limit(paging.fetch());
    query.fields().exclude("outbox", "answers", "past", "inbox", ReviewFields.WORDS);
    return query;
  }

  /** The last one of as many as a page of a search looks at, whatever their words. */
  static Query horizon(Listing listing, Paging paging) {
    List<Criteria> all = all(listing);
    paging.after(2).ifPresent(cursor -> all.addAll(behind(listing, cursor)));
    Query query = ordered(listing, all).skip(SPAN - 1L).limit(1);
    query.fields().include(CHANGED_AT);
    return query;
  }

  static Query count(Listing listing, int most) {
    List<Criteria> all = all(listing);
    words(listing.filter()).ifPresent(all::add);
    return new Query(new Criteria().andOperator(all)).limit(most);
  }

  static String cursor(Document found) {
    return Paging.cursor(ReviewFields.instant(found, CHANGED_AT).toString(), found.getString(ID));
  }

  private static Query ordered(Listing listing, List<Criteria> all) {
    Sort.Direction direction = listing.oldestFirst() ? Sort.Direction.ASC : Sort.Direction.DESC;
    return new Query(new Criteria().andOperator(all)).with(Sort.by(direction, CHANGED_AT, ID));
  }

  private static List<Criteria> all(Listing listing) {
    Reviewer who = listing.who();
    Filter filter = listing.filter();
    List<Criteria> all = new ArrayList<>();
    all.add(where(ReviewFields.GROUPS).in(who.roles()));
    if (!who.everywhere()) {
      all.add(where(ReviewFields.SECTION).in(who.sections()));
    }
    all.addAll(part(listing.part(), who));
    if (filter.state() != null) {
      all.add(where(ReviewFields.STATE).is(filter.state().word()));
    }
    if (filter.section() != null) {
      all.add(where(ReviewFields.SECTION).is(filter.section()));
    }
    if (filter.language() != null) {
      all.add(where(ReviewFields.LANGUAGE).is(filter.language()));
    }
    return all;
  }

  private static List<Criteria> part(Part part, Reviewer who) {
    Criteria waits = where(ReviewFields.STATE).is(Outcome.IN_REVIEW.word());
    return switch (part) {
      case ALL -> List.of();
      case DECIDED_BY_THEM -> List.of(where(ReviewFields.DECIDERS).is(who.id()));
      case WAITING_FOR_THEM ->
          List.of(
              waits,
              where(ReviewFields.OPEN_GROUP).in(who.roles()),
              where(ReviewFields.KEPT_OUT).ne(who.id()));
      case WAITING_FOR_OTHERS ->
          who.isAdministrator()
              ? List.of(waits)
              : List.of(
                  waits,
                  new Criteria()
                      .orOperator(
                          where(ReviewFields.OPEN_GROUP).nin(who.roles()),
                          where(ReviewFields.KEPT_OUT).is(who.id())));
    };
  }

  /** A whole id leads to its review by itself; other words are looked for in each. */
  private static Optional<Criteria> words(Filter filter) {
    return Optional.ofNullable(filter.words())
        .map(SearchWords::normal)
        .map(
            words ->
                WHOLE_ID.matcher(words).matches()
                    ? where(ID).is(words)
                    : where(ReviewFields.WORDS).regex(Pattern.quote(words)));
  }

  /** The first of the two leads the index to where the page begins; the second can't. */
  private static List<Criteria> behind(Listing listing, List<String> cursor) {
    Date at;
    try {
      at = Date.from(Instant.parse(cursor.getFirst()));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw Paging.badCursor();
    }
    String id = cursor.getLast();
    Criteria begin = where(CHANGED_AT);
    Criteria later = where(CHANGED_AT);
    Criteria sameTime = where(CHANGED_AT).is(at).and(ID);
    return listing.oldestFirst()
        ? List.of(begin.gte(at), new Criteria().orOperator(later.gt(at), sameTime.gt(id)))
        : List.of(begin.lte(at), new Criteria().orOperator(later.lt(at), sameTime.lt(id)));
  }

  private static List<Criteria> notBehind(Listing listing, Document last) {
    Date at = last.getDate(CHANGED_AT);
    String id = last.getString(ID);
    Criteria end = where(CHANGED_AT);
    Criteria before = where(CHANGED_AT);
    Criteria sameTime = where(CHANGED_AT).is(at).and(ID);
    return listing.oldestFirst()
        ? List.of(end.lte(at), new Criteria().orOperator(before.lt(at), sameTime.lte(id)))
        : List.of(end.gte(at), new Criteria().orOperator(before.gt(at), sameTime.gte(id)));
  }
}
