package io.imprimatur.launcher;

import io.imprimatur.launcher.Api.Call;
import io.imprimatur.launcher.DemoArticle.Fate;
import io.imprimatur.launcher.DemoArticle.Outcome;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the stack: a route, subscribers, and articles in every state and both languages. All of it
 * by the API with the demo people's tokens, as they themselves would.
 */
final class Demo {

  static final String CHANGES_REASON = "请补充转学申请所需材料清单，并注明各市县受理电话。";
  static final String REJECTED_REASON = "该展览已由文旅厅发布，不再重复发布。";
  static final String WITHDRAWN_REASON =
      "The path was closed again on the same evening; a new text follows.";

  private record Subscriber(String address, List<String> sections, String language) {}

  /** One of the mailboxes is full, and one breaks off, once each has confirmed. */
  private static final List<Subscriber> SUBSCRIBERS =
      List.of(
          new Subscriber("li.na@readers.example", List.of("open-governance", "services"), "zh"),
          new Subscriber("wu.qiang@readers.example", List.of("*"), "zh"),
          new Subscriber("zhang.hui@readers.example", List.of("services", "investment"), "zh"),
          new Subscriber("sun.jie@readers.example", List.of("*"), "zh"),
          new Subscriber("fail552.later@readers.example", List.of("*"), "zh"),
          new Subscriber("maria.keller@readers.example", List.of("*"), "en"),
          new Subscriber("karl.jensen@readers.example", List.of("tourism", "investment"), "en"),
          new Subscriber("ana.duarte@readers.example", List.of("government", "services"), "en"),
          new Subscriber("drop.data.later@readers.example", List.of("investment"), "en"));

  private record Item(String key, String writer, Fate fate) {}

  /** A text stands behind the one that it translates. */
  private static final List<Item> ITEMS =
      List.of(
          new Item("flood-meeting.en", "lin.yue", Fate.PUBLISHED),
          new Item("flood-meeting.zh", "lin.yue", Fate.PUBLISHED),
          new Item("water-tariffs.zh", "lin.yue", Fate.PUBLISHED),
          new Item("water-tariffs.en", "tom.baker", Fate.UPDATED),
          new Item("old-town.en", "tom.baker", Fate.PUBLISHED),
          new Item("old-town.zh", "tom.baker", Fate.PUBLISHED),
          new Item("river-walk.en", "tom.baker", Fate.WITHDRAWN),
          new Item("one-window.zh", "lin.yue", Fate.PUBLISHED),
          new Item("one-window.en", "lin.yue", Fate.PUBLISHED),
          new Item("port-charges.en", "tom.baker", Fate.PUBLISHED),
          new Item("port-charges.zh", "tom.baker", Fate.PUBLISHED),
          new Item("ferry-winter.en", "tom.baker", Fate.UPDATE_UNDER_REVIEW),
          new Item("heating-season.zh", "lin.yue", Fate.RESUBMITTED),
          new Item("archive-saturdays.en", "tom.baker", Fate.RESUBMITTED),
          new Item("industrial-park.en", "tom.baker", Fate.TWO_APPROVALS),
          new Item("clinic-hours.zh", "lin.yue", Fate.ONE_APPROVAL),
          new Item("bridge-works.en", "tom.baker", Fate.SUBMITTED),
          new Item("school-places.zh", "lin.yue", Fate.CHANGES_REQUESTED),
          new Item("museum-night.zh", "lin.yue", Fate.REJECTED),
          new Item("airport-line.en", "tom.baker", Fate.TAKEN_BACK),
          new Item("budget-report.en", "tom.baker", Fate.DRAFT),
          new Item("hearing-rules.zh", "lin.yue", Fate.DRAFT));

  private static final String ROUTE_SECTION = "tourism";
  private static final String ADMINISTRATOR = "adam.frey";
  private static final Pattern CONFIRM =
      Pattern.compile("https?://\\S+/subscriptions/confirm\\?\\S+");

  private final Stack stack;
  private final PrintStream out;

  Demo(Stack stack, PrintStream out) {
    this.stack = stack;
    this.out = out;
  }

  void run() {
    try (var api = new Api(new SignIn(stack.issuer()))) {
      route(api);
      if (stack.externals().has("mailbox")) {
        out.println("No subscribers are made: their mails go to a real server.");
      } else {
        out.println("Subscribers, confirmed through their mails:");
        SUBSCRIBERS.forEach(subscriber -> subscribe(api, subscriber));
      }
      out.println("Articles:");
      var ids = new HashMap<String, String>();
      for (Item item : ITEMS) {
        Optional<String> translated = DemoText.read(item.key()).translationOf().map(ids::get);
        Outcome outcome =
            new DemoArticle(api, stack, item.key(), item.writer(), item.fate(), translated).make();
        ids.put(item.key(), outcome.id());
        show(api, outcome);
      }
    }
    out.println();
    out.println("  The public site   " + stack.publicSite());
    if (!stack.externals().has("mailbox")) {
      out.println("  Subscribers' mail " + stack.url("mailbox"));
    }
    out.println("  Lines with · were there already and have not been touched.");
  }

  private void route(Api api) {
    String routes = stack.url("review") + "/api/routes";
    boolean there =
        ((List<?>) api.json(Call.get(routes).by(ADMINISTRATOR)))
            .stream()
                .map(each -> (Map<?, ?>) each)
                .anyMatch(
                    each -> ROUTE_SECTION.equals(each.get("section")) && each.get("by") != null);
    if (!there) {
      api.object(
          Call.put(
                  routes + "/" + ROUTE_SECTION,
                  Map.of(
                      "steps",
                      List.of(
                          step("内容审核", "Content check", "reviewer"),
                          step("总编签发", "Chief editor's release", "chief-editor"))))
              .by(ADMINISTRATOR));
    }
    out.printf(
        "Routes:%n  %s %s: content check by a reviewer, then the chief editor's release%n",
        there ? "·" : "✓", ROUTE_SECTION);
  }

  private static Map<String, Object> step(String zh, String en, String group) {
    return Map.of("name", Map.of("zh", zh, "en", en), "group", group);
  }

  private void subscribe(Api api, Subscriber subscriber) {
    boolean there = confirmation(api, subscriber).isPresent();
    if (!there) {
      api.object(
          Call.post(
              stack.url("notification") + "/api/subscriptions",
              Map.of(
                  "address", subscriber.address(),
                  "sections", subscriber.sections(),
                  "language", subscriber.language())));
    }
    URI link =
        Api.await(
            "the mail that asks " + subscriber.address() + " to confirm",
            () -> confirmation(api, subscriber));
    // Pressed again where the mail was there already: an earlier run may have been cut off before.
    if (!api.pressButton(link) && !there) {
      throw new Failure("%s shows no button to confirm with.".formatted(link));
    }
    out.printf(
        "  %s %-30s %s  %s%n",
        there ? "·" : "✓",
        subscriber.address(),
        subscriber.language(),
        String.join(", ", subscriber.sections()).replace("*", "all sections"));
  }

  /** The link in the mail that came to the address. */
  private Optional<URI> confirmation(Api api, Subscriber subscriber) {
    String mails = stack.url("mailbox") + "/api/v1/";
    String query = URLEncoder.encode("to:" + subscriber.address(), StandardCharsets.UTF_8);
    var found = api.object(Call.get(mails + "search?query=" + query));
    for (Object mail : (List<?>) found.get("messages")) {
      Object id = ((Map<?, ?>) mail).get("ID");
      Matcher link =
          CONFIRM.matcher(api.object(Call.get(mails + "message/" + id)).get("Text").toString());
      if (link.find()) {
        return Optional.of(URI.create(link.group()));
      }
    }
    return Optional.empty();
  }

  private void show(Api api, Outcome outcome) {
    Optional<Object> url =
        api.find(
                Call.get(stack.url("publishing") + "/api/publications/" + outcome.id())
                    .by("mia.roth"))
            .map(publication -> publication.get("url"));
    out.printf(
        "  %s %-19s %s  %s%n%s",
        outcome.made() ? "✓" : "·",
        outcome.state(),
        outcome.language(),
        outcome.title(),
        url.map(address -> " ".repeat(28) + address + "\n").orElse(""));
  }
}
