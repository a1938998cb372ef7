package io.imprimatur.system.faults;

import io.imprimatur.testkit.Http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * One article's way through the office. What happens to it is drawn beforehand; what the services
 * acknowledged is noted in its {@link Journal} and {@link History}.
 */
final class Story {

  private static final String REASON = "The second paragraph needs the figures of this year.";

  private final Office office;
  private final Random choices;
  private final Plot plot;
  private final String name;
  private final Journal journal = new Journal();
  private final History history;
  private int texts;
  private volatile String article;

  /**
   * @param run tells the articles of this run from those of another on the same stack
   */
  Story(Office office, Seed seed, String run, int number) {
    this.office = office;
    this.choices = seed.of("article " + number);
    this.plot = Plot.drawn(choices);
    this.name = (plot.language().equals("zh") ? "通知 " : "Notice ") + run + "-" + number + ".";
    history = new History(text(""));
  }

  String name() {
    return name;
  }

  /** Its id, or null before it was created. */
  String article() {
    return article;
  }

  History history() {
    return history;
  }

  Journal journal() {
    return journal;
  }

  Beat beat() {
    return plot.beat();
  }

  String language() {
    return plot.language();
  }

  String writer() {
    return plot.writer();
  }

  /** Walks the whole way; returns when the services show its end. */
  void run() {
    if (plot.signsInAgain()) {
      signInAgain();
    }
    create();
    if (choices.nextBoolean()) {
      change("");
    }
    for (int i = 0; i < plot.rounds().size() && !history.everPublished(); i++) {
      if (i > 0) {
        change("");
      }
      round(plot.rounds().get(i));
    }
    if (history.everPublished() && plot.updated()) {
      settled();
      change("A figure was corrected.");
      round(Plot.Ending.APPROVED);
    }
    if (history.everPublished() && plot.withdrawn()) {
      withdraw();
      settled();
      if (plot.returns()) {
        change("The text is whole again.");
        round(Plot.Ending.APPROVED);
      }
    }
    settled();
  }

  private void signInAgain() {
    try {
      office.stack().signInAgain(writer());
    } catch (IllegalStateException away) {
      // The old token holds; whoever gets a 401 tries again.
    }
  }

  private Text text(String changeNote) {
    texts++;
    String title = name + " Text " + texts;
    return new Text(
        title,
        "In short: " + title,
        "<p>The words of "
            + title
            + ".</p><p>"
            + "They stand as they were approved. ".repeat(1 + choices.nextInt(40)).strip()
            + "</p>",
        beat().section(),
        language(),
        changeNote);
  }

  private void create() {
    Answer answer =
        command(
            writer(), "POST", "drafting", "/api/articles", history.text().draft(), Map.of(), 201);
    article = answer.json().get("id").asString();
  }

  private void change(String changeNote) {
    String editor = beat().writer(choices);
    Text text = text(changeNote);
    command(editor, "PUT", "drafting", path(), text.draft(), Map.of("If-Match", etag()), 200);
    history.changed(text);
  }

  private String etag() {
    return office.read(writer(), "drafting", path()).header("ETag");
  }

  private String path() {
    return "/api/articles/" + article;
  }

  private void round(Plot.Ending ending) {
    List<String> panel = beat().panel(choices);
    command(
        writer(),
        "POST",
        "drafting",
        path() + "/submission",
        null,
        Map.of("If-Match", etag()),
        202);
    history.submitted(writer());
    switch (ending) {
      case APPROVED -> {
        for (int step = 1; step <= History.STEPS; step++) {
          approve(step, panel.get(step - 1));
        }
        standsOnTheSite();
      }
      case CHANGES_REQUESTED, REJECTED -> {
        int step = 1 + choices.nextInt(History.STEPS);
        for (int before = 1; before < step; before++) {
          approve(before, panel.get(before - 1));
        }
        sendBack(ending, step, panel.get(step - 1));
        settled();
      }
      case TAKEN_BACK -> {
        if (choices.nextBoolean()) {
          approve(1, panel.getFirst());
        }
        takeBack();
        settled();
      }
      case TAKEN_BACK_TOO_LATE_PERHAPS -> race(panel);
    }
  }

  private void approve(int step, String reviewer) {
    decide(step, reviewer, "approve", null, 200);
    history.approved(step, reviewer);
  }

  private void sendBack(Plot.Ending ending, int step, String reviewer) {
    boolean changes = ending == Plot.Ending.CHANGES_REQUESTED;
    decide(step, reviewer, changes ? "request-changes" : "reject", REASON, 200);
    if (changes) {
      history.changesRequested(step, reviewer);
    } else {
      history.rejected(step, reviewer);
    }
  }

  private Answer decide(
      int step, String reviewer, String verdict, String reason, Integer... expected) {
    int round = history.round();
    JsonNode review =
        office.await200(
            reviewer,
            "review",
            "/api/reviews/" + article,
            r ->
                r.path("round").asInt(0) == round
                    && r.path("steps").path(step - 1).path("state").asString("").equals("open"));
    return decide(review.get("digest").asString(), step, reviewer, verdict, reason, expected);
  }

  private Answer decide(
      String digest,
      int step,
      String reviewer,
      String verdict,
      String reason,
      Integer... expected) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("digest", digest);
    decision.put("verdict", verdict);
    decision.put("round", history.round());
    decision.put("step", step);
    if (reason != null) {
      decision.put("reason", reason);
    }
    return command(
        reviewer,
        "POST",
        "review",
        "/api/reviews/" + article + "/decisions",
        decision,
        Map.of(),
        expected);
  }

  private void takeBack() {
    Map<String, String> version = Map.of("If-Match", etag());
    command(writer(), "DELETE", "drafting", path() + "/submission", null, version, 202);
    history.takenBack(writer());
  }

  /** The writer wants it back while the last reviewer approves: one of the two comes first. */
  private void race(List<String> panel) {
    approve(1, panel.get(0));
    approve(2, panel.get(1));
    Map<String, String> version = Map.of("If-Match", etag());
    String reviewer = panel.get(2);
    CompletableFuture<Answer> wanted =
        CompletableFuture.supplyAsync(
            () ->
                command(
                    writer(),
                    "DELETE",
                    "drafting",
                    path() + "/submission",
                    null,
                    version,
                    202,
                    409),
            task -> Thread.ofVirtual().start(task));
    Answer decided = decide(history.text().digest(), 3, reviewer, "approve", null, 200, 409);
    Answer asked = wanted.join();
    if (decided.status() == 200) {
      history.approved(3, reviewer);
    }
    if (asked.status() == 202) {
      history.takenBack(writer());
    }
    if (history.everPublished()) {
      standsOnTheSite();
    }
    settled();
  }

  private void standsOnTheSite() {
    int revision = history.live();
    office.await200(
        Office.PUBLISHER,
        "publishing",
        "/api/publications/" + article,
        p ->
            p.path("state").asString("").equals("published")
                && p.path("revision").asInt(0) == revision);
  }

  private void withdraw() {
    command(
        Office.PUBLISHER,
        "POST",
        "publishing",
        "/api/publications/" + article + "/withdrawal",
        Map.of("reason", "It was published a day too early."),
        Map.of(),
        200);
    history.withdrawn(Office.PUBLISHER);
  }

  /** The writer's page says where the article is by now. */
  private void settled() {
    office.await200(
        writer(),
        "drafting",
        path(),
        a -> a.path("state").asString("").equals(history.state().shown()));
  }

  private Answer command(
      String person,
      String method,
      String service,
      String path,
      Object body,
      Map<String, String> headers,
      Integer... expected) {
    return office.command(journal, person, method, service, path, body, headers, expected);
  }
}
