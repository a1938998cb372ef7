package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.present;

/**
 * One step of a review's route.
 *
 * @param number the step's place in the route, counted from 1
 * @param name what the step is called
 * @param group the role within the article's section that decides here
 */
public record Step(int number, LocalName name, String group) {
  public Step {
    atLeastOne("number", number);
    present("name", name);
    nonBlank("group", group);
  }
}
