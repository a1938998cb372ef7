package io.imprimatur.drafting.draft.persistence;

import static io.imprimatur.drafting.draft.persistence.DraftDocument.MOVED_AT;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.imprimatur.drafting.draft.Row;
import io.imprimatur.drafting.draft.Shelf;
import io.imprimatur.events.Digest;
import io.imprimatur.kit.Paging;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** A list of drafts as a query, the newest movement first. */
final class ShelfQuery {

  private static final String ID = "_id";

  private ShelfQuery() {}

  /** What one page shows. */
  static Query of(Shelf shelf, Paging paging) {
    return rows(on(shelf, paging), paging);
  }

  /**
   * What one page shows of those whose title has the words.
   *
   * @param horizon the last article that is looked at, or nothing where there is none behind it
   */
  static Query search(Shelf shelf, String words, Optional<Document> horizon, Paging paging) {
    List<Criteria> all = on(shelf, paging);
    all.add(where(DraftDocument.TITLE).regex(Pattern.quote(words.strip()), "i"));
    horizon.ifPresent(last -> all.addAll(notBehind(last)));
    return rows(all, paging);
  }

  private static Query rows(List<Criteria> all, Paging paging) {
    Query query = newest(all, paging.fetch());
    query
        .fields()
        .include(
            DraftDocument.STATE,
            DraftDocument.TITLE,
            DraftDocument.SUMMARY,
            DraftDocument.SECTION,
            DraftDocument.LANGUAGE,
            DraftDocument.TOPICS,
            DraftDocument.DIGEST,
            DraftDocument.VERSION,
            DraftDocument.REVISION,
            DraftDocument.CHANGED_BY,
            DraftDocument.CHANGED_AT,
            MOVED_AT);
    return query;
  }

  /** The last one of so many, whatever their titles. */
  static Query horizon(Shelf shelf, int span, Paging paging) {
    Query query = newest(on(shelf, paging), 1).skip(span - 1L);
    query.fields().include(MOVED_AT);
    return query;
  }

  private static List<Criteria> on(Shelf shelf, Paging paging) {
    List<Criteria> all = new ArrayList<>();
    all.add(where(MOVED_AT).exists(true)); // a document without it holds no article
    shelf.writer().ifPresent(w -> all.add(where(DraftDocument.WRITERS).is(w)));
    shelf.sections().ifPresent(s -> all.add(where(DraftDocument.SECTION).in(s)));
    shelf.state().ifPresent(s -> all.add(where(DraftDocument.STATE).is(s)));
    shelf.language().ifPresent(l -> all.add(where(DraftDocument.LANGUAGE).is(l)));
    paging.after(2).ifPresent(after -> all.addAll(before(after)));
    return all;
  }

  private static Query newest(List<Criteria> all, int limit) {
    return new Query(new Criteria().andOperator(all))
        .with(Sort.by(Sort.Order.desc(MOVED_AT), Sort.Order.desc(ID)))
        .limit(limit);
  }

  /** The first of the two is there for the index: it leads to where the page begins. */
  private static List<Criteria> before(List<String> cursor) {
    Date at;
    try {
      at = new Date(Long.parseLong(cursor.getFirst()));
    } catch (NumberFormatException e) {
      throw Paging.badCursor();
    }
    return List.of(
        where(MOVED_AT).lte(at),
        new Criteria()
            .orOperator(
                where(MOVED_AT).lt(at), where(MOVED_AT).is(at).and(ID).lt(cursor.getLast())));
  }

  private static List<Criteria> notBehind(Document last) {
    Date at = last.getDate(MOVED_AT);
    return List.of(
        where(MOVED_AT).gte(at),
        new Criteria()
            .orOperator(
                where(MOVED_AT).gt(at), where(MOVED_AT).is(at).and(ID).gte(last.getString(ID))));
  }

  static String cursor(Document found) {
    return Paging.cursor(Long.toString(found.getDate(MOVED_AT).getTime()), found.getString(ID));
  }

  static String cursor(Row row) {
    return Paging.cursor(Long.toString(row.movedAt().toEpochMilli()), row.id());
  }

  static Row toRow(Document found) {
    return new Row(
        found.getString(ID),
        DraftDocument.number(found, DraftDocument.VERSION).longValue(),
        DraftDocument.number(found, DraftDocument.REVISION).intValue(),
        new Digest(found.getString(DraftDocument.DIGEST)),
        found.getString(DraftDocument.STATE),
        found.getString(DraftDocument.TITLE),
        found.getString(DraftDocument.SUMMARY),
        found.getString(DraftDocument.SECTION),
        found.getString(DraftDocument.LANGUAGE),
        found.getList(DraftDocument.TOPICS, String.class),
        DraftDocument.person(found, DraftDocument.CHANGED_BY),
        DraftDocument.instant(found, DraftDocument.CHANGED_AT),
        DraftDocument.instant(found, MOVED_AT));
  }
}
