package io.imprimatur.notification.alert.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.notification.alert.LedgerView;
import io.imprimatur.notification.alert.Range;
import io.imprimatur.notification.alert.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Reads the ledger. The small documents say which of the large ones are worth a look; both are
 * found by their article and number.
 */
public final class MongoLedgerView implements LedgerView {

  private static final int RANGES_OF_A_PAGE = 100;

  private final MongoOperations mongo;

  public MongoLedgerView(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public Page<Line> ranges(String article, Instant now, Paging paging) {
    int last = paging.after(1).map(values -> number(values.getFirst())).orElse(0);
    List<Line> found =
        small(where("article").is(article).and("number").gt(last), paging.fetch()).stream()
            .map(d -> line(d, now))
            .toList();
    return paging.page(found, line -> Paging.cursor(Integer.toString(line.number())));
  }

  @Override
  public Map<Work, Integer> work(String article, Instant now) {
    Query all = query(where("article").is(article));
    all.fields().include("open", "held", "due");
    Map<Work, Integer> work = new EnumMap<>(Work.class);
    try (Stream<Document> ranges = mongo.stream(all, Document.class, MongoLedger.RANGES)) {
      ranges.forEach(d -> work.merge(work(d, now), 1, Integer::sum));
    }
    return work;
  }

  /**
   * How many ranges of all alerts are in each state of work. Open ones are few and are looked at;
   * closed ones are the rest of what the store says that it has.
   */
  public Map<Work, Long> work(Instant now) {
    Query open = query(where("open").is(true));
    open.fields().include("open", "held", "due");
    Map<Work, Long> work = new EnumMap<>(Work.class);
    for (Work each : Work.values()) {
      work.put(each, 0L);
    }
    long all = mongo.estimatedCount(MongoLedger.RANGES);
    try (Stream<Document> ranges = mongo.stream(open, Document.class, MongoLedger.RANGES)) {
      ranges.forEach(d -> work.merge(work(d, now), 1L, Long::sum));
    }
    long counted = work.values().stream().mapToLong(Long::longValue).sum();
    work.put(Work.CLOSED, Math.max(0, all - counted));
    return work;
  }

  private static Line line(Document d, Instant now) {
    Work work = work(d, now);
    return new Line(
        d.getInteger("number"),
        work,
        work == Work.PUT_OFF ? d.getDate("due").toInstant() : null,
        AlertFields.counts(d));
  }

  private static Work work(Document d, Instant now) {
    Date due = d.getDate("due");
    if (!d.getBoolean("open")) {
      return Work.CLOSED;
    }
    if (due.equals(MongoLedger.PLANNED)) {
      return Work.PLANNED;
    }
    if (!due.toInstant().isAfter(now)) {
      return Work.DUE;
    }
    return d.getBoolean("held") ? Work.IN_WORK : Work.PUT_OFF;
  }

  /** Reads the large documents only of ranges in which there may be such a recipient. */
  @Override
  public Page<Troubled> troubled(String article, Trouble trouble, Instant now, Paging paging) {
    Optional<List<String>> after = paging.after(2);
    int first = after.map(values -> number(values.get(0))).orElse(1);
    int place = after.map(values -> number(values.get(1)) + 1).orElse(0);
    List<Document> ranges =
        small(
            with(trouble, now, where("article").is(article).and("number").gte(first)),
            RANGES_OF_A_PAGE + 1);
    List<Spot> found = new ArrayList<>();
    for (Document range : ranges.stream().limit(RANGES_OF_A_PAGE).toList()) {
      int number = range.getInteger("number");
      spots(article, number, number == first ? place : 0, trouble, found);
      if (found.size() >= paging.fetch()) {
        break;
      }
    }
    Page<Spot> page =
        paging.page(
            found.stream().limit(paging.fetch()).toList(), s -> cursor(s.range(), s.place()));
    return (page.nextCursor() == null && ranges.size() > RANGES_OF_A_PAGE
            ? new Page<>(page.items(), cursor(ranges.getLast().getInteger("number"), -1))
            : page)
        .map(s -> new Troubled(s.range(), s.recipient()));
  }

  private static String cursor(int range, int place) {
    return Paging.cursor(Integer.toString(range), Integer.toString(place));
  }

  /** A recipient and where it stands. */
  private record Spot(int range, int place, Recipient recipient) {}

  private static Criteria with(Trouble trouble, Instant now, Criteria ranges) {
    return switch (trouble) {
      case FAILED -> ranges.and("counts.failed").gt(0);
      case UNCERTAIN -> ranges.and("counts.uncertain").gt(0);
      case PUT_OFF ->
          ranges
              .and("open")
              .is(true)
              .and("held")
              .is(false)
              .and("due")
              .gt(Date.from(now))
              .lt(MongoLedger.PLANNED);
    };
  }

  private void spots(String article, int number, int from, Trouble trouble, List<Spot> found) {
    Document large =
        mongo.findById(RangeFields.id(article, number), Document.class, MongoLedger.RECIPIENTS);
    if (large == null) {
      return;
    }
    Range range = RangeFields.read(large);
    for (int place = from; place < range.recipients().size(); place++) {
      Recipient recipient = range.recipients().get(place);
      if (recipient.state() == trouble.state()) {
        found.add(new Spot(number, place, recipient));
      }
    }
  }

  private List<Document> small(Criteria criteria, int most) {
    return mongo.find(
        query(criteria).with(Sort.by("number")).limit(most), Document.class, MongoLedger.RANGES);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Paging.badCursor();
    }
  }
}
