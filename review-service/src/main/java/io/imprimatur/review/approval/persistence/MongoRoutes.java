package io.imprimatur.review.approval.persistence;

import static java.util.stream.Collectors.toMap;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.review.approval.Route;
import io.imprimatur.review.approval.Routes;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/**
 * Routes from the office's configuration, and in front of them those that administrators set: a
 * document for each section with every change ever made, by whom and when.
 */
public final class MongoRoutes implements Routes {

  /** The collection's name. */
  public static final String COLLECTION = "routes";

  private final MongoOperations mongo;
  private final Aggregates aggregates;
  private final Configured configured;

  /**
   * What the configuration says.
   *
   * @param sections the ids of the office's sections, in order
   * @param fallback the steps of every section without a route of its own
   * @param own the steps of the others
   */
  public record Configured(
      List<String> sections, List<Step> fallback, Map<String, List<Step>> own) {
    public Configured {
      sections = List.copyOf(sections);
      fallback = List.copyOf(fallback);
      own = Map.copyOf(own);
    }

    List<Step> steps(String section) {
      return own.getOrDefault(section, fallback);
    }
  }

  public MongoRoutes(MongoOperations mongo, Aggregates aggregates, Configured configured) {
    this.mongo = mongo;
    this.aggregates = aggregates;
    this.configured = configured;
  }

  @Override
  public List<Step> stepsFor(String section) {
    return Optional.ofNullable(mongo.findById(section, Document.class, COLLECTION))
        .map(d -> ReviewFields.readSteps(d, "steps"))
        .orElseGet(() -> configured.steps(section));
  }

  @Override
  public List<Route> all() {
    Map<String, Document> set =
        mongo.findAll(Document.class, COLLECTION).stream()
            .collect(toMap(d -> d.getString("_id"), d -> d));
    return configured.sections().stream().map(s -> route(s, set.get(s))).toList();
  }

  private Route route(String section, Document set) {
    return set == null
        ? new Route(section, configured.steps(section), null, null)
        : new Route(
            section,
            ReviewFields.readSteps(set, "steps"),
            ReviewFields.readPerson(set.get("by", Document.class)),
            ReviewFields.instant(set, "at"));
  }

  @Override
  public Route set(String section, List<Step> steps, Person by, Instant at, Idempotency key) {
    if (!configured.sections().contains(section)) {
      throw new NotFound(
          "The office has no section %s; it has %s."
              .formatted(section, String.join(", ", configured.sections())));
    }
    Route route = new Route(section, steps, by, at);
    return aggregates.change(
        section, key, Route.class, before -> Write.of(route, update(route), List.of()));
  }

  private static Update update(Route route) {
    List<Document> steps = ReviewFields.steps(route.steps());
    Document by = ReviewFields.person(route.by());
    Date at = Date.from(route.at());
    return new Update()
        .set("steps", steps)
        .set("by", by)
        .set("at", at)
        .push("history", new Document("steps", steps).append("by", by).append("at", at));
  }
}
