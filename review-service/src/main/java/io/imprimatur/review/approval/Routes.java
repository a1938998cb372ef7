package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.kit.aggregate.Idempotency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The route of each section: its own steps where it has such, else the default route's. The
 * office's configuration gives the first values; from then on administrators change them.
 */
public interface Routes {

  /** The steps for a text of a section, whether the office knows that section or not. */
  List<Step> stepsFor(String section);

  /** Every section of the office with its route, in the office's order. */
  List<Route> all();

  /**
   * One section's route, or the default one.
   *
   * @param section a section's id, or {@link Route#DEFAULT}
   * @throws io.imprimatur.kit.NotFound where the office has no such section
   */
  Route of(String section);

  /** What was done to a section's route, or to the default one; the newest first. */
  List<RouteChange> changes(String section);

  /** What was done to all routes; the newest first, at most so many. */
  List<RouteChange> latestChanges(int most);

  /**
   * Sets a route for the rounds that open from now on, and notes who did it. One that changes
   * nothing is noted nowhere.
   *
   * @throws io.imprimatur.kit.NotFound where the office has no such section
   * @throws io.imprimatur.kit.PreconditionFailed where it was changed since; holds the {@link
   *     Route} that stands now
   */
  Route set(Wanted wanted, Idempotency key);

  /**
   * A route as somebody wants it.
   *
   * @param section a section's id, or {@link Route#DEFAULT}
   * @param own the section's own steps; nothing where it shall follow the default route
   * @param basedOn the version that they looked at, or null for any
   */
  record Wanted(String section, Optional<List<Step>> own, Integer basedOn, Person by, Instant at) {

    public Wanted {
      own = own.map(List::copyOf);
      if (section.equals(Route.DEFAULT) && own.isEmpty()) {
        throw new IllegalArgumentException("the default route has steps");
      }
      if (own.filter(List::isEmpty).isPresent()) {
        throw new IllegalArgumentException("a route has at least one step");
      }
    }
  }
}
