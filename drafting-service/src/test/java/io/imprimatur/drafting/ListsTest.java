package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.drafting.draft.Row;
import io.imprimatur.drafting.draft.Shelf;
import io.imprimatur.drafting.draft.persistence.StoredDrafts;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.observability.Transitions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

class ListsTest extends RunningDesk {

  @Autowired private Aggregates aggregates;
  @Autowired private MongoOperations mongo;

  /** Tells this test's articles from others'. */
  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void listsOwnSectionsTheNewestMovementFirst() {
    Api lin = as(LIN_YUE);
    Api tom = as(TOM_BAKER);
    String first = lin.create(entry("title", mark + " 1")).is(201).id();
    String second = lin.create(entry("title", mark + " 2", "section", "services")).is(201).id();
    String tourism = tom.create(entry("title", mark + " 3", "section", "tourism")).is(201).id();
    String zh = lin.create(entry("title", mark + " 防汛", "language", "zh")).is(201).id();
    assertThat(ids(lin, "")).containsExactly(zh, second, first);
    assertThat(ids(tom, "")).containsExactly(zh, tourism, first);
    lin.submit(first, 1).is(202);
    assertThat(ids(lin, "")).containsExactly(first, zh, second);
    assertThat(ids(lin, "&state=under-review")).containsExactly(first);
    assertThat(ids(lin, "&state=writing&section=services")).containsExactly(second);
    assertThat(ids(lin, "&language=zh")).containsExactly(zh);
    assertThat(ids(as(LIN_YUE.withSections("*")), "")).containsExactly(first, zh, tourism, second);
    lin.get("/api/articles?state=lost").is(400);
    lin.get("/api/articles?language=de").is(400);
    lin.get("/api/articles?section=weather").is(400);
    lin.get("/api/articles?after=x").is(400);
    lin.get("/api/articles?limit=0").is(400);
    JsonNode row = lin.get("/api/articles?q=" + mark).is(200).json().get(0);
    assertThat(row.has("body")).isFalse();
    assertThat(row.get("title").asString()).isEqualTo(mark + " 1");
    assertThat(row.get("digest").asString()).startsWith("sha256:");
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepeat() {
    Api lin = as(LIN_YUE);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.addFirst(lin.create(entry("title", mark + " " + i)).is(201).id());
    }
    List<String> seen = new ArrayList<>();
    String next = "/api/articles?limit=3&q=" + mark;
    while (next != null) {
      Api.Answer page = lin.get(next).is(200);
      page.json().forEach(row -> seen.add(row.get("id").asString()));
      next = page.http().next();
    }
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void aSearchIsForWordsNotForPatterns() {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry("title", mark + " (50%) [x] A.b*")).is(201).id();
    assertThat(ids(lin, "%20(50%25)%20%5Bx%5D%20a.B*")).containsExactly(id);
    assertThat(ids(lin, ".*")).isEmpty();
  }

  @Test
  void aSearchLooksAtSoManyArticlesAPageAndLeadsOn() {
    Api lin = as(LIN_YUE);
    List<String> wanted = new ArrayList<>();
    for (String title : List.of("y", "x", "x", "x", "y", "x", "x", "x")) {
      String id = lin.create(entry("title", mark + " " + title)).is(201).id();
      if (title.equals("y")) {
        wanted.addFirst(id);
      }
    }
    StoredDrafts drafts =
        new StoredDrafts(aggregates, mongo, InstantSource.system(), 3, Transitions.uncounted());
    Shelf shelf =
        new Shelf(
            Optional.empty(),
            Optional.of(Set.of("government")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(mark + " Y"));
    Page<Row> first = drafts.on(shelf, new Paging(5, null));
    assertThat(first.items()).isEmpty();
    Page<Row> second = drafts.on(shelf, new Paging(5, first.nextCursor()));
    assertThat(second.items()).extracting(Row::id).containsExactly(wanted.getFirst());
    Page<Row> third = drafts.on(shelf, new Paging(5, second.nextCursor()));
    assertThat(third.items()).extracting(Row::id).containsExactly(wanted.getLast());
  }

  @Tag("local-parts")
  @ParameterizedTest
  @CsvSource({
    "state, withdrawn, states",
    "language, zh, languages",
    "section, tourism, shelf",
  })
  void listsAreServedInTheirOrderByAnIndex(String field, String value, String index) {
    Document explained =
        mongo.executeCommand(
            new Document(
                "explain",
                new Document("find", aggregates.collection())
                    .append(
                        "filter",
                        new Document(
                            "$and",
                            List.of(
                                new Document("movedAt", new Document("$exists", true)),
                                new Document(field, value))))
                    .append("sort", new Document("movedAt", -1).append("_id", -1))
                    .append("limit", 51)));
    assertThat(explained.toJson()).contains("\"indexName\": \"" + index + "\"");
  }

  private List<String> ids(Api api, String more) {
    List<String> ids = new ArrayList<>();
    api.get("/api/articles?q=" + mark + more)
        .is(200)
        .json()
        .forEach(row -> ids.add(row.get("id").asString()));
    return ids;
  }
}
