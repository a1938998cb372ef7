package io.imprimatur.review.approval.persistence;

import static java.util.stream.Collectors.toMap;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.review.approval.Route;
import io.imprimatur.review.approval.RouteChange;
import io.imprimatur.review.approval.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/**
 * Routes as documents, one for each section and one for the default, each with every change ever
 * made. They are read anew for each question, so all instances know a change at once.
 */
public final class MongoRoutes implements Routes {

  /** The collection's name. */
  public static final String COLLECTION = "routes";

  private static final String STEPS = "steps";
  private static final String VERSION = "version";
  private static final String HISTORY = "history";

  private final MongoOperations mongo;
  private final Aggregates aggregates;
  private final Configured configured;

  /**
   * The first values.
   *
   * @param sections the ids of the office's sections, in order
   * @param fallback the steps of the default route
   * @param own the steps of those sections that have some of their own
   */
  public record Configured(
      List<String> sections, List<Step> fallback, Map<String, List<Step>> own) {
    public Configured {
      sections = List.copyOf(sections);
      fallback = List.copyOf(fallback);
      own = Map.copyOf(own);
    }

    /** The own steps of a section, or of the default; nothing where it follows the default. */
    Optional<List<Step>> steps(String section) {
      return section.equals(Route.DEFAULT)
          ? Optional.of(fallback)
          : Optional.ofNullable(own.get(section));
    }
  }

  public MongoRoutes(MongoOperations mongo, Aggregates aggregates, Configured configured) {
    this.mongo = mongo;
    this.aggregates = aggregates;
    this.configured = configured;
  }

  /** Keeps the first value of every route that the store doesn't have. Twice does no harm. */
  public void begin(Instant at) {
    Stream.concat(Stream.of(Route.DEFAULT), configured.sections().stream())
        .forEach(section -> begin(section, at));
  }

  private void begin(String section, Instant at) {
    Update first = new Update().setOnInsert("guard", 1L).setOnInsert(VERSION, 1);
    Document noted = noted(configured.steps(section), 1, null, at);
    if (noted.containsKey(STEPS)) {
      first.setOnInsert(STEPS, noted.get(STEPS));
    }
    first.setOnInsert(HISTORY, List.of(noted));
    try {
      mongo.upsert(query(where("_id").is(section)), first, COLLECTION);
    } catch (DuplicateKeyException another) {
      return; // another instance keeps it at this moment
    }
  }

  @Override
  public List<Step> stepsFor(String section) {
    return own(section, find(section))
        .or(() -> own(Route.DEFAULT, find(Route.DEFAULT)))
        .orElseThrow();
  }

  private Document find(String section) {
    return mongo.findById(section, Document.class, COLLECTION);
  }

  private Optional<List<Step>> own(String section, Document stored) {
    return stored == null ? configured.steps(section) : steps(stored);
  }

  private static Optional<List<Step>> steps(Document stored) {
    return stored.containsKey(STEPS)
        ? Optional.of(ReviewFields.readSteps(stored, STEPS))
        : Optional.empty();
  }

  @Override
  public List<Route> all() {
    Map<String, Document> stored =
        mongo.findAll(Document.class, COLLECTION).stream()
            .collect(toMap(d -> d.getString("_id"), d -> d));
    List<Step> fallback = own(Route.DEFAULT, stored.get(Route.DEFAULT)).orElseThrow();
    return configured.sections().stream().map(s -> route(s, stored.get(s), fallback)).toList();
  }

  @Override
  public Route of(String section) {
    requireKnown(section);
    Document stored = find(section);
    List<Step> fallback = own(section, stored).isPresent() ? List.of() : stepsFor(Route.DEFAULT);
    return route(section, stored, fallback);
  }

  private Route route(String section, Document stored, List<Step> fallback) {
    Optional<List<Step>> own = own(section, stored);
    boolean set = stored != null && stored.get("by") != null;
    return new Route(
        section,
        own.orElse(fallback),
        own.isPresent(),
        version(stored),
        set ? ReviewFields.readPerson(stored.get("by", Document.class)) : null,
        set ? ReviewFields.instant(stored, "at") : null);
  }

  private static int version(Document stored) {
    return stored == null ? 1 : stored.getInteger(VERSION, history(stored).size());
  }

  private static List<Document> history(Document stored) {
    return stored.getList(HISTORY, Document.class, List.of());
  }

  @Override
  public List<RouteChange> changes(String section) {
    requireKnown(section);
    Document stored = find(section);
    return stored == null ? List.of() : changes(section, stored);
  }

  @Override
  public List<RouteChange> latestChanges(int most) {
    return mongo.findAll(Document.class, COLLECTION).stream()
        .flatMap(d -> changes(d.getString("_id"), d).stream())
        .filter(c -> c.by() != null)
        .sorted(Comparator.comparing(RouteChange::at).reversed())
        .limit(most)
        .toList();
  }

  private static List<RouteChange> changes(String section, Document stored) {
    List<RouteChange> changes = new ArrayList<>();
    Optional<List<Step>> before = Optional.empty();
    for (Document noted : history(stored)) {
      Optional<List<Step>> after = steps(noted);
      Document by = noted.get("by", Document.class);
      changes.add(
          new RouteChange(
              section,
              noted.getInteger(VERSION, changes.size() + 1),
              before,
              after,
              by == null ? null : ReviewFields.readPerson(by),
              ReviewFields.instant(noted, "at")));
      before = after;
    }
    return changes.reversed();
  }

  @Override
  public Route set(Wanted wanted, Idempotency key) {
    requireKnown(wanted.section());
    return aggregates.change(
        wanted.section(),
        key,
        Route.class,
        before -> write(wanted, before.map(Stored::fields).orElse(null)));
  }

  private Write<Route> write(Wanted wanted, Document before) {
    List<Step> fallback =
        wanted.section().equals(Route.DEFAULT) ? List.of() : stepsFor(Route.DEFAULT);
    Route now = route(wanted.section(), before, fallback);
    if (wanted.basedOn() != null) {
      IfMatch.version(wanted.basedOn()).require(now.version(), () -> now);
    }
    if (own(wanted.section(), before).equals(wanted.own())) {
      return Write.nothing(now);
    }
    Route next =
        new Route(
            wanted.section(),
            wanted.own().orElse(fallback),
            wanted.own().isPresent(),
            now.version() + 1,
            wanted.by(),
            wanted.at());
    return Write.of(next, update(wanted, next, before == null), List.of());
  }

  private Update update(Wanted wanted, Route next, boolean neverKept) {
    List<Document> history = new ArrayList<>();
    if (neverKept) {
      history.add(noted(configured.steps(wanted.section()), 1, null, wanted.at()));
    }
    Document noted = noted(wanted.own(), next.version(), wanted.by(), wanted.at());
    history.add(noted);
    Update update =
        new Update()
            .set(VERSION, next.version())
            .set("by", noted.get("by"))
            .set("at", noted.get("at"))
            .push(HISTORY)
            .each(history.toArray());
    return noted.containsKey(STEPS) ? update.set(STEPS, noted.get(STEPS)) : update.unset(STEPS);
  }

  private static Document noted(Optional<List<Step>> own, int version, Person by, Instant at) {
    Document noted = new Document(VERSION, version);
    own.ifPresent(steps -> noted.append(STEPS, ReviewFields.steps(steps)));
    if (by != null) {
      noted.append("by", ReviewFields.person(by));
    }
    return noted.append("at", Date.from(at));
  }

  private void requireKnown(String section) {
    if (!section.equals(Route.DEFAULT) && !configured.sections().contains(section)) {
      throw new NotFound(
              "The office has no section %s; it has %s."
                  .formatted(section, String.join(", ", configured.sections())))
          .coded("no-section");
    }
  }
}
