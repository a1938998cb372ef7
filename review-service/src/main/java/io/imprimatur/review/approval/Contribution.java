package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import java.util.Set;

/** Who had written or edited the text by the time of a revision. */
public record Contribution(int revision, Set<Person> people) {
  public Contribution {
    people = Set.copyOf(people);
  }
}
