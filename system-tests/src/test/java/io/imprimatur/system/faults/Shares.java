package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Scrape;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each instance did of its service's work, by its own figures. They begin anew with each
 * process, so they are noted before it ends and added up; what it did at its very end is missed.
 */
final class Shares {

  /** The least share of an instance of three that a run may show, in percent. */
  private static final int LEAST_PERCENT = 5;

  /** Kinds of work. */
  enum Work {
    /** Events that its relay sent. */
    SENT("imprimatur_events_sent_total"),
    /** Events that its listeners took in. */
    TAKEN("imprimatur_events_taken_total", "outcome", "applied"),
    /** Alerts whose recipients it counted: a timed job. */
    PLANNED("imprimatur_transitions_total", "from", "waiting", "to", "started"),
    /** Mails about articles that it sent, range by range. */
    MAILED("imprimatur_mails_total", "kind", "alert", "result", "sent"),
    /** Mails that ask for a confirmation: a timed job. */
    ASKED("imprimatur_mails_total", "kind", "confirmation", "result", "sent");

    private final String figure;
    private final String[] labels;

    Work(String figure, String... labels) {
      this.figure = figure;
      this.labels = labels;
    }

    double in(Scrape figures) {
      return figures.sum(figure, labels);
    }
  }

  private static final Map<String, List<Work>> OF_SERVICES =
      Map.of(
          "drafting", List.of(Work.SENT, Work.TAKEN),
          "review", List.of(Work.SENT, Work.TAKEN),
          "publishing", List.of(Work.SENT, Work.TAKEN),
          "notification", List.of(Work.values()));

  private final Instances instances;
  private final Map<Instance, Map<Work, Double>> done = new HashMap<>();

  Shares(Instances instances) {
    this.instances = instances;
  }

  /** Adds up what an instance has done since its start. To be called once in each life. */
  void note(Instance instance) {
    Scrape figures = instance.figures();
    for (Work work : Work.values()) {
      done.computeIfAbsent(instance, i -> new EnumMap<>(Work.class))
          .merge(work, work.in(figures), Double::sum);
    }
  }

  /** Whether it has sent and taken events since its start. */
  static boolean hasWorked(Instance instance) {
    Scrape figures = instance.figures();
    return Work.SENT.in(figures) > 0 && Work.TAKEN.in(figures) > 0;
  }

  /** Every instance did its part of everything; those that run are noted first. */
  void assertShared() {
    instances.all().filter(Instance::isUp).forEach(this::note);
    OF_SERVICES.forEach(
        (service, works) ->
            works.forEach(
                work ->
                    assertThat(percents(service, work))
                        .as("percents of %s of %s that its instances did", work, service)
                        .allSatisfy(p -> assertThat(p).isGreaterThanOrEqualTo(LEAST_PERCENT))));
  }

  private List<Integer> percents(String service, Work work) {
    List<Double> of = instances.of(service).stream().map(i -> done.get(i).get(work)).toList();
    double all = of.stream().mapToDouble(Double::doubleValue).sum();
    return of.stream().map(one -> all == 0 ? 0 : (int) Math.round(100 * one / all)).toList();
  }

  /** For the report: each instance's percents, by service and kind of work. */
  @Override
  public String toString() {
    return Office.SERVICES.stream()
        .map(
            service ->
                service
                    + " "
                    + OF_SERVICES.get(service).stream()
                        .map(work -> name(work) + " " + joined(percents(service, work)))
                        .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  private static String name(Work work) {
    return work.name().toLowerCase(Locale.ROOT);
  }

  private static String joined(List<Integer> percents) {
    return percents.stream().map(String::valueOf).collect(Collectors.joining("/"));
  }
}
