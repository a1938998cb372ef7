package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.kit.aggregate.Idempotency;
import java.time.Instant;
import java.util.List;

/**
 * The route of each section: the administrators' where they set one, else the configured one, else
 * the default.
 */
public interface Routes {

  /** The steps for a text of a section, whether the office knows that section or not. */
  List<Step> stepsFor(String section);

  /** Every section of the office with its route, in the office's order. */
  List<Route> all();

  /**
   * Sets a section's route for the rounds that open from now on, and notes who did it.
   *
   * @throws io.imprimatur.kit.NotFound where the office has no such section
   */
  Route set(String section, List<Step> steps, Person by, Instant at, Idempotency key);
}
