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
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** A list of drafts as a query, the newest movement first. */
final class ShelfQuery {

  private static final String ID = "_id";

  private ShelfQuery() {}

  static Query of(Shelf shelf, Paging paging) {
    List<Criteria> all = new ArrayList<>();
    all.add(where(MOVED_AT).exists(true)); // a document without it holds no article
    shelf.sections().ifPresent(s -> all.add(where(DraftDocument.SECTION).in(s)));
    shelf.state().ifPresent(s -> all.add(where(DraftDocument.STATE).is(s)));
    shelf.language().ifPresent(l -> all.add(where(DraftDocument.LANGUAGE).is(l)));
    shelf
        .q()
        .ifPresent(q -> all.add(where(DraftDocument.TITLE).regex(Pattern.quote(q.strip()), "i")));
    paging.after(2).ifPresent(after -> all.add(before(after)));
    Query query = new Query(new Criteria().andOperator(all));
    query.with(Sort.by(Sort.Order.desc(MOVED_AT), Sort.Order.desc(ID))).limit(paging.fetch());
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

  private static Criteria before(List<String> cursor) {
    Date at;
    try {
      at = new Date(Long.parseLong(cursor.getFirst()));
    } catch (NumberFormatException e) {
      throw Paging.badCursor();
    }
    return new Criteria()
        .orOperator(where(MOVED_AT).lt(at), where(MOVED_AT).is(at).and(ID).lt(cursor.getLast()));
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
