package io.imprimatur.drafting.draft;

import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.List;

/** The text stands on the public site. The first change begins its next version. */
public record Published(Manuscript manuscript) implements Draft {

  @Override
  public Published with(Manuscript other) {
    return new Published(other);
  }

  @Override
  public String state() {
    return "published";
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
