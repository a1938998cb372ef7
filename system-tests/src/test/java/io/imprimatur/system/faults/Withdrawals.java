package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Texts that are taken off the site at one instance: from then on the others don't show them. */
final class Withdrawals {

  private static final Duration EVERYWHERE = Duration.ofSeconds(1);
  private static final Duration SHOWN = Duration.ofSeconds(10);
  private static final String SECTION = "services";

  private final Office office;
  private final Instances instances;
  private final Http http = Http.anywhere();

  /**
   * @param office whose people find the instances in turn
   */
  Withdrawals(Office office, Instances instances) {
    this.office = office;
    this.instances = instances;
  }

  /**
   * Publishes a text, opens its page at each instance, and withdraws it at one.
   *
   * @param run names it
   * @return when the last instance answered 410, counted from the reply to the withdrawal
   */
  Duration withdrawAt(Instance desk, String run) {
    String title = "Notice " + run + " withdrawn at " + desk.number() + ".";
    Piece piece =
        Piece.submitted(office, new Text(title, title, "<p>" + title + "</p>", SECTION, "en", ""));
    List<String> panel = List.of("wang.min", "sara.olsen", "chen.bo");
    for (int step = 1; step <= History.STEPS; step++) {
      piece.approve(step, panel.get(step - 1));
    }
    String page = URI.create(piece.awaitPage()).getRawPath();
    piece.awaitAlert();
    List<Instance> all = instances.of("publishing");
    for (Instance instance : all) {
      await("the page at " + instance)
          .atMost(SHOWN)
          .until(() -> status(instance, page) == 200 && status(instance, shortcut(piece)) == 302);
    }
    new Office(office.stack(), instances.preferring(desk))
        .command(
            new Journal(),
            Office.PUBLISHER,
            "POST",
            "publishing",
            "/api/publications/" + piece.id() + "/withdrawal",
            Map.of("reason", "It was published a day too early."),
            Map.of(),
            200);
    Instant replied = Instant.now();
    assertThat(status(desk, page)).as("the page at the instance that replied").isEqualTo(410);
    for (Instance instance : all) {
      await("410 at " + instance)
          .atMost(EVERYWHERE.minus(Duration.between(replied, Instant.now())))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> status(instance, page) == 410 && status(instance, shortcut(piece)) == 410);
    }
    return Duration.between(replied, Instant.now());
  }

  private static String shortcut(Piece piece) {
    return "/a/" + piece.id();
  }

  private int status(Instance instance, String path) {
    return http.get(null, instance.url() + path).status();
  }
}
