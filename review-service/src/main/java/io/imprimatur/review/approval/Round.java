package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One submission on its way through the steps of its route.
 *
 * @param number counted from 1 in each article
 * @param revision what is reviewed, counted from 1 in each article
 * @param translationOf an article's id, or null
 * @param editors who wrote or edited the text since it was last published, as drafting named them
 * @param openedAt when review took it in
 * @param route the steps as they were when the round began, at least one
 * @param decisions in order; the n-th is the one of the n-th step
 * @param size how much the text changes; null where that could not be found
 */
public record Round(
    int number,
    int revision,
    Digest digest,
    Subject subject,
    String translationOf,
    Person submittedBy,
    List<Person> editors,
    Instant submittedAt,
    Instant openedAt,
    List<Step> route,
    List<Decided> decisions,
    Size size) {

  public Round {
    editors = List.copyOf(editors);
    route = List.copyOf(route);
    decisions = List.copyOf(decisions);
    if (route.isEmpty()) {
      throw new IllegalArgumentException("a route has at least one step");
    }
  }

  /** The step that waits for a decision; only while the round runs. */
  Step openStep() {
    return route.get(decisions.size());
  }

  boolean isAtLastStep() {
    return decisions.size() == route.size() - 1;
  }

  /** Since when the open step waits. */
  public Instant waitingSince() {
    return decisions.isEmpty() ? openedAt : decisions.getLast().at();
  }

  public Optional<Decided> decidedBy(String personId) {
    return decisions.stream().filter(d -> d.isBy(personId)).findFirst();
  }

  /** Whether a text is the one that was submitted, as far as this round tells. */
  boolean isOf(Text text) {
    return Digest.of(text).equals(digest) && Subject.of(text).equals(subject);
  }

  Round with(Decided decided) {
    List<Decided> more = new ArrayList<>(decisions);
    more.add(decided);
    return new Round(
        number,
        revision,
        digest,
        subject,
        translationOf,
        submittedBy,
        editors,
        submittedAt,
        openedAt,
        route,
        more,
        size);
  }
}
