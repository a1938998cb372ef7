package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import java.time.Instant;
import java.util.List;

/**
 * Whose approval a section's texts need.
 *
 * @param steps in order, at least one
 * @param by who set it, or null where it comes from the office's configuration
 * @param at when it was set, or null
 */
public record Route(String section, List<Step> steps, Person by, Instant at) {
  public Route {
    steps = List.copyOf(steps);
  }
}
