package io.imprimatur.system.faults;

import io.imprimatur.testkit.Http.Answer;
import java.util.Map;

/** An article that a test takes forward step by step while all parts are there. */
record Piece(Office office, String id, Text text) {

  private static final String WRITER = "lin.yue";

  /** Creates an article of one text and submits it. */
  static Piece submitted(Office office, Text text) {
    Journal journal = new Journal();
    Answer created =
        office.command(
            journal, WRITER, "POST", "drafting", "/api/articles", text.draft(), Map.of(), 201);
    String id = created.json().get("id").asString();
    office.command(
        journal,
        WRITER,
        "POST",
        "drafting",
        "/api/articles/" + id + "/submission",
        null,
        Map.of("If-Match", created.header("ETag")),
        202);
    return new Piece(office, id, text);
  }

  /** Approves a step of its first round once it is open. */
  void approve(int step, String reviewer) {
    String path = "/api/reviews/" + id;
    String digest =
        office
            .await200(
                reviewer,
                "review",
                path,
                r -> r.path("steps").path(step - 1).path("state").asString("").equals("open"))
            .get("digest")
            .asString();
    office.command(
        new Journal(),
        reviewer,
        "POST",
        "review",
        path + "/decisions",
        Map.of("digest", digest, "verdict", "approve", "round", 1, "step", step),
        Map.of(),
        200);
  }

  /** Waits until it stands on the site; gives the address of its page. */
  String awaitPage() {
    return office
        .await200(
            Office.PUBLISHER,
            "publishing",
            "/api/publications/" + id,
            p -> p.path("state").asString("").equals("published"))
        .get("url")
        .asString();
  }

  void awaitAlert() {
    office.await200(
        Office.PUBLISHER,
        "notification",
        "/api/alerts/" + id,
        a -> a.path("state").asString("").equals("completed"));
  }

  /** Waits until its writer reads that it is in a state. */
  void awaitDraft(String state) {
    office.await200(
        WRITER, "drafting", "/api/articles/" + id, a -> a.path("state").asString("").equals(state));
  }
}
