package io.imprimatur.drafting.draft;

import java.time.Instant;
import java.util.List;

/** Who is where, known to every instance. */
public interface Presences {

  /** Whoever was in an article's text lately, also those whose time is over. */
  List<Presence> of(String article);

  /** Keeps a presence in place of the person's former one in that text. */
  void keep(Presence presence);

  /** Forgets all that have ended before then, in whatever text. */
  void forget(Instant before);
}
