package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Http.Answer;
import io.imprimatur.testkit.TestDesk.Page;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people can do and what they read while a part is away, and how long it takes until what they
 * did meanwhile has come to its end.
 */
final class Absence {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stack stack;
  private final Office office;
  private final Http http = Http.anywhere();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Browser writer;
  private final Browser reviewer;
  private final Browser publisher;

  private Piece toBeApproved;
  private Piece toBeWithdrawn;
  private String page;
  private int texts;

  /**
   * What came of something that somebody did.
   *
   * @param status of the answer; 0 where none came
   * @param sentence what people read where it was not what they wanted
   * @param took until the answer
   */
  record Seen(int status, String sentence, Duration took) {
    boolean works() {
      return status > 0 && status < 400;
    }

    String shown() {
      String time =
          took.toMillis() < 1000 ? "" : " (after %.0f s)".formatted(took.toMillis() / 1e3);
      return works() ? "works" + time : status + time + ": " + sentence;
    }
  }

  Absence(Stack stack, Office office) {
    this.stack = stack;
    this.office = office;
    this.writer = new Browser(stack);
    this.reviewer = new Browser(stack);
    this.publisher = new Browser(stack);
  }

  /** One text waits for its last approval, one stands on the site; three people are signed in. */
  void prepare() {
    toBeApproved = Piece.submitted(office, text());
    toBeApproved.approve(1, "wang.min");
    toBeApproved.approve(2, "sara.olsen");
    toBeWithdrawn = Piece.submitted(office, text());
    toBeWithdrawn.approve(1, "wang.min");
    toBeWithdrawn.approve(2, "sara.olsen");
    toBeWithdrawn.approve(3, "chen.bo");
    page = toBeWithdrawn.awaitPage();
    toBeWithdrawn.awaitAlert();
    site(page); // somebody has read it before
    writer.signIn("lin.yue", "drafting", "/write");
    reviewer.signIn("chen.bo", "review", "/review");
    publisher.signIn("mia.roth", "publishing", "/newsroom");
    publisher.signIn("mia.roth", "notification", "/alerts");
  }

  /** Looks at every page and does each thing once. */
  void look() {
    note("the article's page", () -> site(page));
    note("the first page", () -> site(stack.url("publishing") + "/en/"));
    note("a search", () -> site(stack.url("publishing") + "/en/search?q=notice"));
    note("the page to subscribe", () -> site(stack.url("notification") + "/subscriptions"));
    note("the writers' desk", () -> read(writer.open("drafting", "/write")));
    note("the reviewers' desk", () -> read(reviewer.open("review", "/review")));
    note("a review", () -> read(reviewer.open("review", "/review/" + toBeApproved.id())));
    note("the newsroom", () -> read(publisher.open("publishing", "/newsroom")));
    note("the alerts desk", () -> read(publisher.open("notification", "/alerts")));
    note("signing in", () -> read(new Browser(stack).signIn("tom.baker", "drafting", "/write")));
    note("writing", () -> command("lin.yue", "drafting", "/api/articles", text().draft()));
    note(
        "the last approval",
        () ->
            command(
                "chen.bo",
                "review",
                "/api/reviews/" + toBeApproved.id() + "/decisions",
                Map.of("digest", digest(), "verdict", "approve", "round", 1, "step", 3)));
    note(
        "a withdrawal",
        () ->
            command(
                Office.PUBLISHER,
                "publishing",
                "/api/publications/" + toBeWithdrawn.id() + "/withdrawal",
                Map.of("reason", "It was published a day too early.")));
    note(
        "subscribing",
        () ->
            command(
                null,
                "notification",
                "/api/subscriptions",
                Map.of("address", address(), "sections", List.of("services"), "language", "en")));
  }

  /** Whether the approved text has come to the site while the part was away. */
  boolean publishedMeanwhile() {
    Answer answer =
        quietly(
            () ->
                office.get(
                    Office.PUBLISHER, "publishing", "/api/publications/" + toBeApproved.id()));
    return answer != null && answer.status() == 200;
  }

  /**
   * Repeats what was refused, as people do, and waits until everything has come to its end.
   *
   * @return the time from the call on
   */
  Duration until(Runnable back) {
    Instant began = Instant.now();
    back.run();
    Journal journal = new Journal();
    office.command(
        journal,
        "chen.bo",
        "POST",
        "review",
        "/api/reviews/" + toBeApproved.id() + "/decisions",
        Map.of("digest", digest(), "verdict", "approve", "round", 1, "step", 3),
        Map.of(),
        200);
    if (!seen.get("a withdrawal").works()) {
      office.command(
          journal,
          Office.PUBLISHER,
          "POST",
          "publishing",
          "/api/publications/" + toBeWithdrawn.id() + "/withdrawal",
          Map.of("reason", "It was published a day too early."),
          Map.of(),
          200);
    }
    office.command(
        journal,
        null,
        "POST",
        "notification",
        "/api/subscriptions",
        Map.of("address", address(), "sections", List.of("services"), "language", "en"),
        Map.of(),
        202);
    toBeApproved.awaitPage();
    toBeApproved.awaitAlert();
    toBeApproved.awaitDraft("published");
    toBeWithdrawn.awaitDraft("withdrawn");
    office.await200(
        null,
        "mailbox",
        "/api/v1/search?query=to:" + address(),
        found -> found.get("messages_count").asInt() > 0);
    for (String service : Office.SERVICES) {
      office.await200(
          null,
          service,
          "/actuator/health",
          health -> health.path("status").asString("").equals("UP"));
    }
    return Duration.between(began, Instant.now());
  }

  Map<String, Seen> seen() {
    return seen;
  }

  private void note(String what, Supplier<Seen> deed) {
    Instant began = Instant.now();
    Seen came;
    try {
      came = deed.get();
    } catch (UncheckedIOException | IllegalStateException e) {
      came = new Seen(0, "no answer", Duration.ZERO);
    }
    Seen timed = new Seen(came.status(), came.sentence(), Duration.between(began, Instant.now()));
    Seen before = seen.get(what);
    if (before == null || before.works()) { // the worst of two looks is told
      seen.put(what, timed);
    }
  }

  private Seen site(String url) {
    Page shown = new Browser(stack).openAt(url);
    return read(shown);
  }

  private static Seen read(Page page) {
    Document html = page.html();
    String sentence =
        String.join(" ", html.select("main h1, main p, main .notice").eachText()).strip();
    boolean form = html.selectFirst("form input[name=password]") != null;
    return form
        ? new Seen(401, "the form to sign in", Duration.ZERO)
        : new Seen(page.status(), sentence, Duration.ZERO);
  }

  private Seen command(String person, String service, String path, Object body) {
    Answer answer =
        http.sendWith(
            person == null ? null : stack.token(person),
            "POST",
            stack.url(service) + path,
            JSON.writeValueAsString(body),
            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    String sentence = answer.status() < 400 ? "" : answer.text("/detail");
    return new Seen(answer.status(), sentence, Duration.ZERO);
  }

  private String address() {
    return "absent-" + run + "@example.org";
  }

  private String digest() {
    return toBeApproved.text().digest();
  }

  private Text text() {
    texts++;
    return new Text(
        "Notice " + run + "." + texts, "In short.", "<p>The words.</p>", "services", "en", "");
  }

  private static <T> T quietly(Supplier<T> call) {
    try {
      return call.get();
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  /** Waits for a moment while nothing but time has to pass. */
  static void lasts(Duration time) {
    Instant until = Instant.now().plus(time);
    await()
        .atMost(time.plusSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Instant.now().isAfter(until));
  }

  void assertSiteAnswered() {
    assertThat(seen.get("the article's page").works()).isTrue();
  }
}
