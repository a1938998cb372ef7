package io.imprimatur.benchmarks;

import io.imprimatur.benchmarks.Http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client of the API: writes an article, submits it, has it approved by three people, and waits
 * for its page. With a connection of its own to each service; for one thread.
 */
final class Desk implements AutoCloseable {

  /** Has a route of three steps in the sample office. */
  static final String SECTION = "investment";

  static final String WRITER = "tom.baker";
  static final List<String> APPROVERS = List.of("wang.min", "sara.olsen", "chen.bo");

  /** Long enough that asking takes little from those who answer. */
  /** Seldom enough for asking to be no load of its own. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Map<String, String> bearers;
  private final Http drafting;
  private final Http review;
  private final Http publishing;

  /**
   * @param bearers of {@link #people}
   */
  Desk(Stack stack, Map<String, String> bearers) {
    this.bearers = bearers;
    this.drafting = new Http(stack.port("drafting"));
    this.review = new Http(stack.port("review"));
    this.publishing = new Http(stack.port("publishing"));
  }

  /** Signs everybody in who has to do with an article. */
  static Map<String, String> people(Stack stack) {
    var bearers = new LinkedHashMap<String, String>();
    bearers.put(WRITER, stack.bearer(WRITER));
    APPROVERS.forEach(person -> bearers.put(person, stack.bearer(person)));
    return bearers;
  }

  /**
   * An article that was submitted.
   *
   * @param digest what reviewers decide on
   */
  record Submitted(String id, String digest) {}

  /** The whole life, up to where the page answers; the page's path. */
  String publish(String name) {
    Submitted article = submit(name);
    for (int step = 1; step <= APPROVERS.size(); step++) {
      approve(article, step);
    }
    return awaitPage(article.id(), LOOK_AGAIN_NANOS);
  }

  /** Writes an article and submits it. */
  Submitted submit(String name) {
    var text = new LinkedHashMap<String, Object>();
    text.put("title", Words.title(name));
    text.put("summary", Words.summary());
    text.put("body", Words.body(name));
    text.put("section", SECTION);
    text.put("language", "en");
    Answer created = send(drafting, "/api/articles", WRITER, Map.of(), text);
    expect(created, 201);
    JsonNode receipt = JsonMapper.shared().readTree(created.body());
    String id = receipt.get("id").asString();
    expect(
        send(
            drafting,
            "/api/articles/" + id + "/submission",
            WRITER,
            Map.of("If-Match", created.headers().get("etag")),
            null),
        202);
    return new Submitted(id, receipt.get("digest").asString());
  }

  /** Approves a step as the person whose turn it is, as soon as review has the text. */
  void approve(Submitted article, int step) {
    var decision = new LinkedHashMap<String, Object>();
    decision.put("digest", article.digest());
    decision.put("verdict", "approve");
    decision.put("round", 1);
    decision.put("step", step);
    long limit = System.nanoTime() + PATIENCE_NANOS;
    Answer answer;
    do {
      answer =
          send(
              review,
              "/api/reviews/" + article.id() + "/decisions",
              APPROVERS.get(step - 1),
              Map.of(),
              decision);
    } while (answer.status() == 404 && patient(limit, LOOK_AGAIN_NANOS));
    expect(answer, 200);
  }

  /**
   * The path of the article's page, once it answers.
   *
   * @param pauseNanos between one look and the next
   */
  String awaitPage(String id, long pauseNanos) {
    long limit = System.nanoTime() + PATIENCE_NANOS;
    Answer answer = publishing.get("/a/" + id);
    while (answer.status() == 404 && patient(limit, pauseNanos)) {
      answer = publishing.get("/a/" + id);
    }
    if (answer.status() / 100 != 3) {
      throw new IllegalStateException("/a/" + id + " answers " + answer.status());
    }
    String location = answer.headers().get("location");
    String path = location.substring(location.indexOf("/en/"));
    expect(publishing.get(path), 200);
    return path;
  }

  private static boolean patient(long limit, long pauseNanos) {
    LockSupport.parkNanos(pauseNanos);
    return System.nanoTime() < limit;
  }

  private Answer send(
      Http service, String path, String person, Map<String, String> more, Object body) {
    var headers = new LinkedHashMap<>(more);
    headers.put("Authorization", bearers.get(person));
    byte[] json = null;
    if (body != null) {
      headers.put("Content-Type", "application/json");
      json = JsonMapper.shared().writeValueAsBytes(body);
    }
    return service.send("POST", path, headers, json);
  }

  private static void expect(Answer answer, int status) {
    if (answer.status() != status) {
      throw new IllegalStateException(
          "answered " + answer.status() + " instead of " + status + ": " + answer.text());
    }
  }

  /** What review answers to a GET by a person. */
  JsonNode read(String path, String person) {
    Answer answer = get(review, path, person);
    expect(answer, 200);
    return JsonMapper.shared().readTree(answer.body());
  }

  /** Waits until review has opened the round. */
  void awaitReview(String id) {
    await(review, "/api/reviews/" + id, APPROVERS.getFirst(), "in-review");
  }

  /** Waits until the writer sees that the article was published. */
  void awaitPublished(String id) {
    await(drafting, "/api/articles/" + id, WRITER, "published");
  }

  private void await(Http service, String path, String person, String state) {
    long limit = System.nanoTime() + PATIENCE_NANOS;
    do {
      Answer answer = get(service, path, person);
      if (answer.status() == 200
          && JsonMapper.shared().readTree(answer.body()).get("state").asString().equals(state)) {
        return;
      }
    } while (patient(limit, LOOK_AGAIN_NANOS));
    throw new IllegalStateException(path + " is not " + state);
  }

  private Answer get(Http service, String path, String person) {
    return service.send("GET", path, Map.of("Authorization", bearers.get(person)), null);
  }

  @Override
  public void close() {
    drafting.close();
    review.close();
    publishing.close();
  }
}
