package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import java.time.Instant;
import java.util.List;

/**
 * Whose approval a section's texts need.
 *
 * @param section a section's id, or {@value #DEFAULT} for the default route
 * @param steps in order, at least one
 * @param ownSteps whether the section has steps of its own; else they are the default's
 * @param version counts the changes of this section's route, from 1; what a change is based on
 * @param by who set it, or null where it comes from the office's configuration
 * @param at when it was set, or null
 */
public record Route(
    String section, List<Step> steps, boolean ownSteps, int version, Person by, Instant at) {

  /** Stands for the default route; no section has such an id. */
  public static final String DEFAULT = "*";

  public Route {
    steps = List.copyOf(steps);
  }
}
