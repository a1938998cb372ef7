package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.imprimatur.testkit.Http.Answer;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** What a process may have left behind when it died: nothing. */
final class Claims {

  private final MongoClient store;

  Claims(MongoClient store) {
    this.store = store;
  }

  /** Whether some recipient has no outcome yet; ends are found by rounds, a moment later. */
  boolean anyRangeOpen() {
    return store
            .getDatabase("notification")
            .getCollection("ranges")
            .find(Filters.eq("open", true))
            .first()
        != null;
  }

  void assertNothingLeft() {
    ToldAndHeard.COLLECTIONS.forEach(
        (service, name) -> {
          MongoCollection<Document> collection = store.getDatabase(service).getCollection(name);
          for (Document article : collection.find()) {
            String what = service + " " + article.getString("_id");
            assertThat(article.getList("outbox", Document.class, java.util.List.of()))
                .as("unsent events of " + what)
                .isEmpty();
            assertThat(article.get("outboxLease")).as("lease of the outbox of " + what).isNull();
          }
        });
    MongoCollection<Document> ranges = store.getDatabase("notification").getCollection("ranges");
    assertThat(ranges.find(Filters.or(Filters.eq("open", true), Filters.eq("held", true))).first())
        .as("a range that is open or held")
        .isNull();
    assertThat(
            store
                .getDatabase("notification")
                .getCollection("ledger")
                .find(Filters.in("recipients.state", "sending", "waiting", "retry", "pending"))
                .first())
        .as("a recipient without an outcome")
        .isNull();
    assertThat(
            store
                .getDatabase("notification")
                .getCollection("subscribers")
                .find(Filters.exists("posting"))
                .first())
        .as("a subscriber whose confirmation is on its way")
        .isNull();
  }

  /**
   * Nothing is parked but what the run itself sent to nobody; an administrator sets that aside, and
   * then nothing is.
   */
  static void setAside(Office office, Set<String> strays) {
    Journal deeds = new Journal();
    for (String service : Office.SERVICES) {
      String open = "/api/parked-events?status=open&limit=100";
      Answer parked = office.read(Office.ADMINISTRATOR, service, open);
      for (JsonNode event : parked.json()) {
        assertThat(strays)
            .as("parked in " + service + ": " + event)
            .contains(event.get("articleId").asString());
        assertThat(event.get("kind").asString()).isEqualTo("refused");
        office.command(
            deeds,
            Office.ADMINISTRATOR,
            "POST",
            service,
            "/api/parked-events/" + event.get("id").asString() + "/set-aside",
            Map.of("reason", "A stray record of the fault run."),
            Map.of(),
            200);
      }
      assertThat(office.read(Office.ADMINISTRATOR, service, open).json())
          .as("parked in " + service)
          .isEmpty();
    }
  }
}
