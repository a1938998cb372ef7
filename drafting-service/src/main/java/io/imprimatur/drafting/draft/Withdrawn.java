package io.imprimatur.drafting.draft;

import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.List;

/** The text was taken off the public site. The first change begins its next version. */
public record Withdrawn(Manuscript manuscript) implements Draft {

  @Override
  public Withdrawn with(Manuscript other) {
    return new Withdrawn(other);
  }

  @Override
  public String state() {
    return "withdrawn";
  }

  /** Begins the next version; what the public site shows stays as it is. */
  Change<? extends Draft> change(Content content, List<String> leftOut, Person by, Instant at) {
    if (content.equals(manuscript.content())) {
      return Change.none(this);
    }
    return Change.to(
        new Writing(manuscript.nextVersion(content, leftOut, by, at), Writing.Since.NEXT_VERSION));
  }
}
