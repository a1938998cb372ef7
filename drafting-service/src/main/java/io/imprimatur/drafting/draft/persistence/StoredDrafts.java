package io.imprimatur.drafting.draft.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.drafting.draft.Change;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Drafts;
import io.imprimatur.drafting.draft.Heard;
import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.drafting.draft.Resumption;
import io.imprimatur.drafting.draft.Row;
import io.imprimatur.drafting.draft.Shelf;
import io.imprimatur.drafting.draft.TimelineEntry;
import io.imprimatur.drafting.draft.Writing;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.StateCounts;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.kit.observability.Transitions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Drafts in the service's database. */
public final class StoredDrafts implements Drafts {

  /** Submitted texts by their digest; written once, never changed. */
  static final String TEXTS = "texts";

  private final Aggregates aggregates;
  private final MongoOperations mongo;
  private final InstantSource clock;
  private final int span;
  private final Transitions transitions;

  /**
   * @param span how many articles one page of a search looks at
   * @param transitions counts those of the articles
   */
  public StoredDrafts(
      Aggregates aggregates,
      MongoOperations mongo,
      InstantSource clock,
      int span,
      Transitions transitions) {
    this.aggregates = aggregates;
    this.mongo = mongo;
    this.clock = clock;
    this.span = span;
    this.transitions = transitions;
  }

  @Override
  public Optional<Draft> find(String id) {
    Query byId = byId(id);
    byId.fields().exclude("outbox", "inbox", "answers", "lastAnswer", TimelineDocument.TIMELINE);
    return one(byId).flatMap(found -> DraftDocument.toDraft(id, found));
  }

  @Override
  public Optional<List<TimelineEntry>> timeline(String id) {
    Query byId = byId(id);
    byId.fields().include(TimelineDocument.TIMELINE);
    return one(byId)
        .map(
            found ->
                found.getList(TimelineDocument.TIMELINE, Document.class, List.of()).stream()
                    .map(TimelineDocument::toEntry)
                    .toList());
  }

  @Override
  public Optional<Text> text(String id, int revision) {
    Query byId = byId(id);
    byId.fields().include(DraftDocument.REVISIONS);
    return one(byId)
        .flatMap(
            found ->
                found.getList(DraftDocument.REVISIONS, Document.class, List.of()).stream()
                    .filter(r -> DraftDocument.number(r, "number").intValue() == revision)
                    .findFirst())
        .map(r -> mongo.findById(r.getString(DraftDocument.DIGEST), Document.class, TEXTS))
        .map(DraftDocument::toText);
  }

  @Override
  public Optional<String> translation(String id) {
    Query translations = query(where(DraftDocument.TRANSLATION_OF).is(id));
    translations.fields().include("_id");
    return one(translations).map(found -> found.getString("_id"));
  }

  @Override
  public Map<String, TimelineEntry> answers(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Query those = query(where("_id").in(ids));
    those.fields().include(TimelineDocument.TIMELINE);
    Map<String, TimelineEntry> answers = new HashMap<>();
    for (Document found : mongo.find(those, Document.class, aggregates.collection())) {
      found.getList(TimelineDocument.TIMELINE, Document.class, List.of()).stream()
          .map(TimelineDocument::toEntry)
          .filter(TimelineEntry::isAnswer)
          .max(Comparator.comparing(TimelineEntry::at))
          .ifPresent(last -> answers.put(found.getString("_id"), last));
    }
    return answers;
  }

  private Optional<Document> one(Query query) {
    return Optional.ofNullable(mongo.findOne(query, Document.class, aggregates.collection()));
  }

  private static Query byId(String id) {
    return query(where("_id").is(id));
  }

  /**
   * How many articles are in each state.
   *
   * @param last the state that most of them reach and keep
   */
  public Map<String, Long> count(Collection<String> states, String last) {
    return new StateCounts(mongo, aggregates.collection(), DraftDocument.STATE).of(states, last);
  }

  @Override
  public Page<Row> on(Shelf shelf, Paging paging) {
    return shelf
        .q()
        .map(words -> search(shelf, words, paging))
        .orElseGet(() -> paging.page(rows(ShelfQuery.of(shelf, paging)), ShelfQuery::cursor));
  }

  /** No index knows parts of titles, so a page looks at so many articles and then leads on. */
  private Page<Row> search(Shelf shelf, String words, Paging paging) {
    Optional<Document> horizon = one(ShelfQuery.horizon(shelf, span, paging));
    Page<Row> found =
        paging.page(rows(ShelfQuery.search(shelf, words, horizon, paging)), ShelfQuery::cursor);
    return found.nextCursor() != null
        ? found
        : new Page<>(found.items(), horizon.map(ShelfQuery::cursor).orElse(null));
  }

  private List<Row> rows(Query query) {
    return mongo.find(query, Document.class, aggregates.collection()).stream()
        .map(ShelfQuery::toRow)
        .toList();
  }

  @Override
  public Receipt add(Writing draft, TimelineEntry first, Idempotency key) {
    return oneTranslation(
        () ->
            aggregates.create(
                draft.manuscript().id(),
                key,
                Receipt.class,
                () -> {
                  Update update =
                      DraftDocument.difference(Optional.empty(), draft, clock.instant());
                  TimelineDocument.push(update, List.of(first));
                  return Write.of(Receipt.of(draft), update, List.of())
                      .andThen(transitions.counted(null, draft.state(), null));
                }));
  }

  @Override
  public Receipt change(
      String id,
      Idempotency key,
      boolean isAutosave,
      Function<Optional<Draft>, Change<? extends Draft>> command) {
    return oneTranslation(
        () ->
            aggregates.change(
                id,
                key,
                Receipt.class,
                isAutosave ? Aggregates.Keep.LAST : Aggregates.Keep.LAST_20,
                stored -> written(stored, command)));
  }

  private Write<Receipt> written(
      Optional<Stored> stored, Function<Optional<Draft>, Change<? extends Draft>> command) {
    Optional<Draft> before = stored.flatMap(StoredDrafts::toDraft);
    Change<? extends Draft> change = command.apply(before);
    Receipt receipt = Receipt.of(change.next());
    if (change.isNone()) {
      return Write.nothing(receipt);
    }
    change.events().forEach(this::keepText);
    Update update = DraftDocument.difference(before, change.next(), clock.instant());
    TimelineDocument.push(
        update,
        Stream.concat(change.lines().stream(), change.events().stream().map(TimelineEntry::of))
            .toList());
    return Write.of(receipt, update, change.events().stream().map(StoredDrafts::outgoing).toList())
        .andThen(
            transitions.counted(
                before.map(Draft::state).orElse(null),
                change.next().state(),
                change.events().isEmpty() ? null : EventJson.typeOf(change.events().getLast())));
  }

  /** Two who begin the same translation at once: the index lets one of them. */
  private static Receipt oneTranslation(Supplier<Receipt> write) {
    try {
      return write.get();
    } catch (DuplicateKeyException e) {
      throw new Conflict("This article has its translation already; there is one in each language.")
          .coded("translated-already");
    }
  }

  /**
   * What a neighbour's event changes, with its line in the timeline, as one write.
   *
   * @throws IllegalTransition where the article is not known, or its state has no place for it
   */
  public Write<?> heard(String id, LifecycleEvent event, Optional<Stored> article) {
    Draft before =
        article
            .flatMap(StoredDrafts::toDraft)
            .orElseThrow(() -> new IllegalTransition("there is no article " + id));
    Draft after = Heard.after(before, event);
    Update update = DraftDocument.difference(Optional.of(before), after, clock.instant());
    TimelineDocument.push(update, List.of(TimelineEntry.of(event)));
    return Write.of(after.state(), update, List.of())
        .andThen(transitions.counted(before.state(), after.state(), null));
  }

  /**
   * What an event changes that drafting had told before its database was put back, with its line in
   * the timeline, as one write that tells nothing.
   *
   * @throws IllegalTransition where drafting cannot have told it
   */
  public Write<?> takenOver(String id, DraftingEvent event, Optional<Stored> article) {
    Optional<Draft> before = article.flatMap(StoredDrafts::toDraft);
    Draft after = Resumption.after(id, before, event);
    keepText(event);
    Update update = DraftDocument.difference(before, after, clock.instant());
    TimelineDocument.push(update, List.of(TimelineEntry.of(event)));
    return Write.of(after.state(), update, List.of())
        .andThen(transitions.counted(before.map(Draft::state).orElse(null), after.state(), null));
  }

  private static Optional<Draft> toDraft(Stored stored) {
    return DraftDocument.toDraft(stored.id(), stored.fields());
  }

  /** Before the write that refers to it: an orphan does no harm, a missing text would. */
  private void keepText(DraftingEvent event) {
    if (event instanceof DraftSubmitted submitted) {
      Digest digest = submitted.digest();
      Document text = DraftDocument.ofText(submitted.text()).append("_id", digest.value());
      try {
        mongo.insert(text, TEXTS);
      } catch (DuplicateKeyException e) {
        // The same text was submitted before; its digest says that it is the same.
        return;
      }
    }
  }

  private static Outgoing outgoing(DraftingEvent event) {
    return new Outgoing(
        UUID.randomUUID(), EventJson.typeOf(event), event.at(), EventJson.write(event));
  }
}
