package io.imprimatur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/**
 * The people of the office at work, by the same API that real ones use. Each command has an {@code
 * Idempotency-Key} and is repeated while its service is away, as a good client does.
 */
public final class Newsroom {

  public static final String WRITER = "lin.yue";
  public static final String FIRST_REVIEWER = "wang.min";
  public static final String SECOND_REVIEWER = "sara.olsen";
  public static final String PUBLISHER = "mia.roth";
  public static final String ADMINISTRATOR = "adam.frey";
  public static final List<String> SERVICES =
      List.of("drafting", "review", "publishing", "notification");

  /** A service is away, or a front server finds none of its instances. */
  private static final Set<Integer> AWAY = Set.of(502, 503, 504);

  private final Deployment deployment;
  private final Addresses services;
  private final Duration patience;

  public Newsroom(Deployment deployment) {
    this(deployment, deployment::api);
  }

  /**
   * @param services where its people find the API of each of the four services
   */
  public Newsroom(Deployment deployment, Addresses services) {
    this.deployment = deployment;
    this.services = services;
    this.patience = deployment.patience();
  }

  /** A new article's id, from a draft with this text. */
  public String write(String title, String body, String section, String language) {
    Map<String, Object> draft = draft(title, body, section, language);
    Answer created = command("drafting", "/api/articles", WRITER, draft, Map.of(), 201);
    return created.json().get("id").asString();
  }

  private static Map<String, Object> draft(
      String title, String body, String section, String language) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("title", title);
    draft.put("summary", title + ".");
    draft.put("body", body);
    draft.put("section", section);
    draft.put("language", language);
    return draft;
  }

  /** Writes the next version of a published article, once drafting knows that it is published. */
  public void rewrite(String article, String title, String body, String section, String language) {
    Map<String, Object> draft = draft(title, body, section, language);
    draft.put("changeNote", "What had changed was corrected.");
    eventually(
        () -> {
          String url = api("drafting", "/api/articles/" + article);
          String etag = Http.get(url, deployment.token(WRITER)).header("ETag");
          return Http.put(url, deployment.token(WRITER), draft, Map.of("If-Match", etag));
        },
        200);
  }

  public void submit(String article) {
    String etag =
        eventually(
                () ->
                    Http.get(api("drafting", "/api/articles/" + article), deployment.token(WRITER)),
                200)
            .header("ETag");
    command(
        "drafting",
        "/api/articles/" + article + "/submission",
        WRITER,
        null,
        Map.of("If-Match", etag),
        202);
  }

  /** Approves the step that is open, once it is. */
  public void approve(String article, String reviewer, int step) {
    JsonNode review = openReview(article, reviewer, step);
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("digest", review.get("digest").asString());
    decision.put("verdict", "approve");
    decision.put("round", review.get("round").asInt());
    decision.put("step", step);
    command("review", "/api/reviews/" + article + "/decisions", reviewer, decision, Map.of(), 200);
  }

  private JsonNode openReview(String article, String reviewer, int step) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () ->
                Http.get(api("review", "/api/reviews/" + article), deployment.token(reviewer))
                    .json(),
            review ->
                review.has("steps")
                    && review.get("steps").get(step - 1).get("state").asString().equals("open"));
  }

  /** The publication, once it has this state. */
  public JsonNode publication(String article, String state) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () ->
                Http.get(
                        api("publishing", "/api/publications/" + article),
                        deployment.token(PUBLISHER))
                    .json(),
            p -> p.has("state") && p.get("state").asString().equals(state));
  }

  public JsonNode alert(String article, String state) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () ->
                Http.get(api("notification", "/api/alerts/" + article), deployment.token(PUBLISHER))
                    .json(),
            a -> a.has("state") && a.get("state").asString().equals(state));
  }

  public List<String> timeline(String article) {
    List<String> types = new ArrayList<>();
    Http.get(api("drafting", "/api/articles/" + article + "/timeline"), deployment.token(WRITER))
        .json()
        .forEach(e -> types.add(e.get("type").asString()));
    return types;
  }

  /** Subscribes an address and confirms it by the button behind the link in the mail. */
  public void subscribe(String address, String section, String language) {
    subscribe(address, List.of(section), language);
  }

  /** The same for several sections. */
  public void subscribe(String address, List<String> sections, String language) {
    Answer taken =
        Http.post(
            api("notification", "/api/subscriptions"),
            null,
            Map.of("address", address, "sections", sections, "language", language),
            Map.of());
    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    JsonNode mail =
        await().atMost(patience).until(() -> mails(address), m -> !m.isEmpty()).getFirst();
    String link =
        links(message(mail)).stream().filter(l -> l.contains("confirm")).findFirst().orElseThrow();
    Answer page = Http.get(link);
    assertThat(page.status()).isEqualTo(200);
    Answer confirmed = press(page, link);
    assertThat(confirmed.status()).isIn(200, 303);
  }

  /** Presses the one button of a page. */
  private static Answer press(Answer page, String url) {
    Document html = Jsoup.parse(page.body(), url);
    Element form = html.selectFirst("main form[method=post]");
    assertThat(form).as("a form with a button").isNotNull();
    Map<String, String> fields = new LinkedHashMap<>();
    form.select("input[name]").forEach(i -> fields.put(i.attr("name"), i.val()));
    String action = form.hasAttr("action") ? form.absUrl("action") : url;
    return Http.submit(action, fields);
  }

  /** The mails of an address as the mailbox lists them. */
  public List<JsonNode> mails(String address) {
    List<JsonNode> found = new ArrayList<>();
    Http.get(
            deployment.mailbox()
                + "/api/v1/search?limit=1000&query="
                + Http.encode("to:" + address))
        .json()
        .get("messages")
        .forEach(found::add);
    return found;
  }

  public JsonNode message(JsonNode listed) {
    return Http.get(deployment.mailbox() + "/api/v1/message/" + listed.get("ID").asString()).json();
  }

  public static List<String> links(JsonNode message) {
    return java.util.regex.Pattern.compile("https?://\\S+")
        .matcher(message.get("Text").asString())
        .results()
        .map(r -> r.group())
        .toList();
  }

  /** Waits until every outbox is empty and every service has read what its neighbours told. */
  public void drained() {
    deployment.drained();
  }

  public int parked(String service) {
    Answer parked =
        Http.get(api(service, "/api/parked-events?status=open"), deployment.token(ADMINISTRATOR));
    assertThat(parked.status()).as(parked.body()).isEqualTo(200);
    return parked.json().size();
  }

  /** Sends a command until its service answers, always under the same key. */
  private Answer command(
      String service,
      String path,
      String person,
      Object body,
      Map<String, String> headers,
      int expected) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Idempotency-Key", UUID.randomUUID().toString());
    return eventually(
        () -> Http.post(api(service, path), deployment.token(person), body, all), expected);
  }

  private Answer eventually(Supplier<Answer> call, int expected) {
    Answer answer =
        await()
            .atMost(patience)
            .pollInterval(Duration.ofMillis(200))
            .ignoreExceptionsMatching(e -> e instanceof java.io.UncheckedIOException)
            .until(call::get, a -> !AWAY.contains(a.status()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
    return answer;
  }

  private String api(String service, String path) {
    return services.url(service) + path;
  }
}
