package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** The mailbox, counted mail by mail, against the ledger's word about each person. */
final class Mails {

  private final MongoDatabase notification;
  private final Map<String, Map<String, Integer>> byAddressAndArticle = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  /** Those about stories, by whose names they are told apart. */
  static Mails about(Office office, MongoClient store, List<Story> stories) {
    Map<String, String> articles = new HashMap<>();
    stories.forEach(story -> articles.put(story.name(), story.article()));
    return new Mails(office, store, articles);
  }

  /**
   * @param articles by the names with which their titles begin
   */
  Mails(Office office, MongoClient store, Map<String, String> articles) {
    notification = store.getDatabase("notification");
    notification
        .getCollection("subscribers")
        .find()
        .forEach(s -> addresses.put(s.getString("_id"), s.getString("address")));
    JsonNode listing = office.read(null, "mailbox", "/api/v1/messages?limit=1000000").json();
    listing
        .get("messages")
        .forEach(
            mail -> {
              String subject = mail.get("Subject").asString();
              String article = articles.get(subject.replaceFirst("Text \\d+$", "").strip());
              if (article != null) {
                for (JsonNode to : mail.get("To")) {
                  byAddressAndArticle
                      .computeIfAbsent(to.get("Address").asString(), a -> new HashMap<>())
                      .merge(article, 1, Integer::sum);
                }
              }
            });
  }

  /** Never two; none only where the ledger says so, or where the article was withdrawn in time. */
  void assertOf(Story story, Readers readers) {
    Map<String, String> ledger = ledger(story.article());
    for (Readers.Reader reader : readers.all()) {
      int got = got(reader.address(), story.article());
      String state = ledger.get(reader.address());
      String what = "mails of " + reader.address() + " about " + story.name() + story.article();
      if (!reader.wants(story) || !story.history().everPublished()) {
        assertThat(got).as(what).isZero();
        assertThat(state).as(what).isNull();
        continue;
      }
      if (state == null) {
        assertThat(story.history().everWithdrawn()).as(what + ": not in the ledger").isTrue();
        state = "skipped";
      }
      if (state.equals("skipped")) {
        assertThat(story.history().everWithdrawn()).as(what + " left out").isTrue();
      }
      assertAsLedgerSays(state, got, what);
    }
  }

  /** The ledger has these people and nobody else, and each got one mail where it says so. */
  void assertOf(String article, Set<String> people) {
    Map<String, String> ledger = ledger(article);
    assertThat(ledger.keySet()).as("people in the ledger of " + article).isEqualTo(people);
    ledger.forEach(
        (address, state) ->
            assertAsLedgerSays(
                state, got(address, article), "mails of " + address + " about " + article));
  }

  private int got(String address, String article) {
    return byAddressAndArticle.getOrDefault(address, Map.of()).getOrDefault(article, 0);
  }

  private void assertAsLedgerSays(String state, int got, String what) {
    outcomes.merge(state, 1, Integer::sum);
    switch (state) {
      case "sent" -> assertThat(got).as(what).isEqualTo(1);
      case "uncertain" -> assertThat(got).as(what + ", which are uncertain").isIn(0, 1);
      case "failed" -> assertThat(got).as(what + ", which failed").isZero();
      case "skipped" -> assertThat(got).as(what + ", which were left out").isZero();
      default -> throw new AssertionError(what + ": the ledger says " + state);
    }
  }

  /** What the ledger says of each address. */
  private Map<String, String> ledger(String article) {
    Map<String, String> found = new HashMap<>();
    notification
        .getCollection("ledger")
        .find(Filters.eq("article", article))
        .forEach(
            range ->
                range
                    .getList("recipients", Document.class)
                    .forEach(
                        r -> {
                          String address = addresses.get(r.getString("subscriber"));
                          assertThat(found.put(address, r.getString("state")))
                              .as("a second place of " + address + " in the ledger of " + article)
                              .isNull();
                        }));
    return found;
  }

  /** How many recipients came to which end. */
  Map<String, Integer> outcomes() {
    return outcomes;
  }
}
