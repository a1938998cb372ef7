package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListsTest extends RunningDesk {

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

  private List<String> ids(Api api, String more) {
    List<String> ids = new ArrayList<>();
    api.get("/api/articles?q=" + mark + more)
        .is(200)
        .json()
        .forEach(row -> ids.add(row.get("id").asString()));
    return ids;
  }
}
