package io.imprimatur.launcher;

import io.imprimatur.launcher.Api.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes one article to where the demo wants it, from wherever it is. Every step looks at the
 * article's state first, so a run that was cut off goes on, and one that is over changes nothing.
 */
final class DemoArticle {

  /** Where an article ends up. */
  enum Fate {
    DRAFT,
    SUBMITTED,
    ONE_APPROVAL,
    TWO_APPROVALS,
    CHANGES_REQUESTED,
    /** Written anew after changes were requested, and waiting for the first step again. */
    RESUBMITTED,
    REJECTED,
    TAKEN_BACK,
    PUBLISHED,
    UPDATED,
    /** Published, with a new version that one reviewer has approved. */
    UPDATE_UNDER_REVIEW,
    WITHDRAWN
  }

  /** One after the other, as nobody decides on two steps of a round. */
  private static final List<String> REVIEWERS = List.of("wang.min", "sara.olsen");

  private static final String CHIEF_EDITOR = "chen.bo";
  private static final String PUBLISHER = "mia.roth";

  private final Api api;
  private final Stack stack;
  private final String key;
  private final String writer;
  private final Fate fate;
  private final DemoText text;
  private final Optional<String> translated;
  private boolean acted;

  /**
   * @param key the text's name, which also makes the repeated creation known again
   * @param translated the id of the article in the other language
   */
  DemoArticle(
      Api api, Stack stack, String key, String writer, Fate fate, Optional<String> translated) {
    this.api = api;
    this.stack = stack;
    this.key = key;
    this.writer = writer;
    this.fate = fate;
    this.text = DemoText.read(key);
    this.translated = translated;
  }

  /**
   * What became of it.
   *
   * @param made whether this run did anything for it
   */
  record Outcome(String id, String language, String title, String state, boolean made) {}

  Outcome make() {
    Instant began = Instant.now();
    Map<String, Object> created =
        api.object(
            Call.post(article(""), text.request(translated))
                .by(writer)
                .with("Idempotency-Key", "demo-" + key));
    String id = created.get("id").toString();
    Map<String, Object> article = read(id);
    while (step(id, article)) {
      acted = true;
      article = read(id);
    }
    return new Outcome(
        id,
        text.language(),
        article.get("title").toString(),
        state(article),
        acted || Instant.parse(article.get("createdAt").toString()).isAfter(began));
  }

  /** The state, and where that leaves two fates alike, which it was. */
  private String state(Map<String, Object> article) {
    String state = article.get("state").toString();
    long revision = (Long) article.get("revision");
    if (fate == Fate.UPDATED && state.equals("published") && revision > 1) {
      return "published, updated";
    }
    if (state.equals("under-review") && revision > 1) {
      return fate == Fate.RESUBMITTED ? "under-review, again" : "under-review, live";
    }
    if (fate == Fate.TAKEN_BACK && state.equals("writing") && revision > 0) {
      return "writing, taken back";
    }
    return state;
  }

  /** Does the next thing; false where the article has arrived, or somebody else has moved it on. */
  private boolean step(String id, Map<String, Object> article) {
    long revision = (Long) article.get("revision");
    return switch (article.get("state").toString()) {
      case "writing" -> {
        boolean first = revision == 0 && fate != Fate.DRAFT;
        boolean next = revision == 1 && isChanged(article);
        if (first || next) {
          submit(id, article);
        }
        yield first || next;
      }
      case "changes-requested" -> {
        boolean resubmitted = revision == 1 && fate == Fate.RESUBMITTED;
        if (resubmitted && isChanged(article)) {
          submit(id, article);
        } else if (resubmitted) {
          change(id, article);
        }
        yield resubmitted;
      }
      case "under-review" -> underReview(id, article, revision);
      case "taking-back", "approved" -> awaitOther(id, article);
      case "published" -> published(id, article, revision);
      default -> false;
    };
  }

  private void submit(String id, Map<String, Object> article) {
    api.object(versioned(Call.post(article(id + "/submission"), null), article));
  }

  /** Whether the text is the second one already. */
  private boolean isChanged(Map<String, Object> article) {
    return switch (fate) {
      case UPDATED, UPDATE_UNDER_REVIEW, RESUBMITTED ->
          DemoText.read(key + ".update").fields().get("summary").equals(article.get("summary"));
      default -> false;
    };
  }

  private void change(String id, Map<String, Object> article) {
    var update = DemoText.read(key + ".update").request(translated);
    api.object(versioned(Call.put(article(id), update), article));
  }

  private boolean underReview(String id, Map<String, Object> article, long revision) {
    if (fate == Fate.TAKEN_BACK) {
      review(id, article);
      api.object(versioned(Call.delete(article(id + "/submission")), article));
      return true;
    }
    Map<String, Object> review = review(id, article);
    List<?> steps = (List<?>) review.get("steps");
    Optional<Map<?, ?>> open =
        steps.stream()
            .<Map<?, ?>>map(step -> (Map<?, ?>) step)
            .filter(step -> "open".equals(step.get("state")))
            .findFirst();
    if (open.isEmpty()) {
      return awaitOther(id, article);
    }
    int number = ((Long) open.get().get("number")).intValue();
    return switch (fate) {
      case CHANGES_REQUESTED ->
          decide(id, review, open.get(), "request-changes", Demo.CHANGES_REASON);
      case REJECTED -> decide(id, review, open.get(), "reject", Demo.REJECTED_REASON);
      case ONE_APPROVAL -> number == 1 && decide(id, review, open.get(), "approve", null);
      case TWO_APPROVALS -> number <= 2 && decide(id, review, open.get(), "approve", null);
      case RESUBMITTED ->
          revision == 1
              && decide(id, review, open.get(), "request-changes", text.reason().orElseThrow());
      case UPDATE_UNDER_REVIEW ->
          (revision == 1 || number == 1) && decide(id, review, open.get(), "approve", null);
      case PUBLISHED, UPDATED, WITHDRAWN -> decide(id, review, open.get(), "approve", null);
      case DRAFT, SUBMITTED, TAKEN_BACK -> false;
    };
  }

  /** The review of the text as it stands, which takes a moment to get there. */
  private Map<String, Object> review(String id, Map<String, Object> article) {
    return Api.await(
        "the review of “" + text.title() + "”",
        () ->
            api.find(Call.get(stack.url("review") + "/api/reviews/" + id).by(REVIEWERS.get(0)))
                .filter(review -> review.get("revision").equals(article.get("revision"))));
  }

  private boolean decide(
      String id, Map<String, Object> review, Map<?, ?> step, String verdict, String reason) {
    int number = ((Long) step.get("number")).intValue();
    String person =
        step.get("group").equals("chief-editor")
            ? CHIEF_EDITOR
            : REVIEWERS.get((number - 1) % REVIEWERS.size());
    var decision = new LinkedHashMap<String, Object>();
    decision.put("digest", review.get("digest"));
    decision.put("verdict", verdict);
    decision.put("reason", reason);
    decision.put("round", review.get("round"));
    decision.put("step", step.get("number"));
    api.object(
        Call.post(stack.url("review") + "/api/reviews/" + id + "/decisions", decision).by(person));
    boolean last = !verdict.equals("approve") || number == ((List<?>) review.get("steps")).size();
    return !last || awaitOther(id, read(id), "under-review");
  }

  private boolean published(String id, Map<String, Object> article, long revision) {
    if ((fate == Fate.UPDATED || fate == Fate.UPDATE_UNDER_REVIEW) && revision == 1) {
      change(id, article);
      return true;
    }
    if (fate == Fate.WITHDRAWN) {
      api.object(
          Call.post(
                  stack.url("publishing") + "/api/publications/" + id + "/withdrawal",
                  Map.of("reason", Demo.WITHDRAWN_REASON))
              .by(PUBLISHER));
      return awaitOther(id, article);
    }
    return false;
  }

  private boolean awaitOther(String id, Map<String, Object> article) {
    return awaitOther(id, article, article.get("state").toString());
  }

  private boolean awaitOther(String id, Map<String, Object> article, String state) {
    Api.await(
        "“%s” to become more than %s".formatted(article.get("title"), state),
        () -> Optional.of(read(id)).filter(now -> !now.get("state").equals(state)));
    return true;
  }

  private Map<String, Object> read(String id) {
    return api.object(Call.get(article(id)).by(writer));
  }

  private Call versioned(Call call, Map<String, Object> article) {
    return call.by(writer).with("If-Match", "\"" + article.get("version") + "\"");
  }

  private String article(String path) {
    return stack.url("drafting") + "/api/articles" + (path.isEmpty() ? "" : "/" + path);
  }
}
