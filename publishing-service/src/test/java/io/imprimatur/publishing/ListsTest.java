package io.imprimatur.publishing;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What each publisher finds in the list, page by page. */
class ListsTest extends RunningSite {

  @Test
  void eachLineComesOnceHoweverShortThePagesAre() {
    List<String> articles = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String article = newArticle();
      Text text = Samples.inSection(Samples.english("Listed " + i), "tourism");
      articles.addFirst(article);
      if (i % 3 == 1) {
        imitate(
            article,
            Forgery.WITHOUT_A_SEAL.of(article, Samples.approval(SEALER, article, 1, text)));
        awaitState(article, "refused");
      } else {
        published(article, text);
      }
    }
    for (int limit : new int[] {1, 2, 3, 50}) {
      for (String filter : List.of("", "&section=tourism")) {
        List<JsonNode> items = items("/api/publications?limit=" + limit + filter);
        assertThat(items.stream().map(ListsTest::line).toList()).doesNotHaveDuplicates();
        assertThat(ids(items)).as("limit %d%s", limit, filter).containsSubsequence(articles);
      }
    }
    assertThat(http.get(TestPerson.MIA_ROTH, "/api/publications?limit=2").json()).hasSize(2);
  }

  /** An article may stand in the list by itself and by what was forged in its name. */
  private static String line(JsonNode item) {
    return item.get("articleId").asString() + item.at("/forgeries/0/id").asString("");
  }

  @Test
  void whoSeesFewOfVeryManyForgeriesFindsThemPartByPart() {
    String own = newArticle();
    Text text = Samples.inSection(Samples.english("Forged first"), "tourism");
    imitate(own, Forgery.WITHOUT_A_SEAL.of(own, Samples.approval(SEALER, own, 1, text)));
    awaitState(own, "refused");
    String other = newArticle();
    Text elsewhere = Samples.inSection(Samples.english("Forged often"), "services");
    imitate(other, Forgery.WITHOUT_A_SEAL.of(other, Samples.approval(SEALER, other, 1, elsewhere)));
    awaitState(other, "refused");
    Document forged = Store.parked().find(eq("article", other)).first();
    List<Document> copies =
        IntStream.range(0, 1_100)
            .mapToObj(i -> new Document(forged).append("_id", "copy-%04d".formatted(i)))
            .toList();
    Store.parked().insertMany(copies);
    try {
      TestPerson tourism = TestPerson.MIA_ROTH.withSections("tourism");
      Http.Answer first = http.get(tourism, "/api/publications?state=refused");
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.json()).as("those of the first 1,000 events").isEmpty();
      assertThat(first.next()).isNotNull();
      assertThat(ids(items(tourism, "/api/publications?state=refused"))).contains(own);
      assertThat(ids(items(tourism, "/api/publications?limit=3"))).contains(own);

      List<JsonNode> all = items("/api/publications?state=refused&section=services&limit=200");
      assertThat(all.stream().map(ListsTest::line).toList()).doesNotHaveDuplicates();
      assertThat(ids(all)).filteredOn(other::equals).hasSize(1_101);
    } finally {
      Store.parked().deleteMany(regex("_id", "^copy-"));
    }
  }

  @Test
  void aDocumentThatLostItsStateIsListedAsUnreadable() {
    String article = newArticle();
    published(article, Samples.inSection(Samples.english("Lost"), "investment"));
    Store.set(article, "state", null);
    JsonNode lost =
        items("/api/publications?section=investment").stream()
            .filter(i -> i.get("articleId").asString().equals(article))
            .findFirst()
            .orElseThrow();
    assertThat(lost.get("state").asString()).isEqualTo("refused");
    assertThat(lost.get("reason").asString()).isEqualTo("tampered: the document can't be read");
  }

  @Test
  void aFilterShowsItsStateAndSectionAlone() {
    String standing = newArticle();
    published(standing, Samples.inSection(Samples.english("Standing"), "services"));
    String gone = newArticle();
    published(gone, Samples.inSection(Samples.english("Gone"), "services"));
    assertThat(withdraw(gone).status()).isEqualTo(200);
    String broken = approved(Samples.text("Broken", "<script>x</script>", "en"));
    awaitState(broken, "refused");

    assertThat(ids(items("/api/publications?state=published")))
        .contains(standing)
        .doesNotContain(gone, broken);
    assertThat(ids(items("/api/publications?state=withdrawn")))
        .contains(gone)
        .doesNotContain(standing, broken);
    assertThat(ids(items("/api/publications?state=refused")))
        .contains(broken)
        .doesNotContain(standing, gone);
    assertThat(ids(items("/api/publications?section=services")))
        .contains(standing, gone)
        .doesNotContain(broken);
    assertThat(items("/api/publications?section=nowhere")).isEmpty();
  }

  @Test
  void nobodySeesWhatIsInNoneOfTheirSections() {
    String here = newArticle();
    published(here, Samples.inSection(Samples.english("Here"), "tourism"));
    String there = newArticle();
    published(there, Samples.inSection(Samples.english("There"), "services"));
    String forged = newArticle();
    Text text = Samples.inSection(Samples.english("Forged there"), "services");
    imitate(forged, Forgery.WITHOUT_A_SEAL.of(forged, Samples.approval(SEALER, forged, 1, text)));
    awaitState(forged, "refused");

    TestPerson tourism = TestPerson.MIA_ROTH.withSections("tourism");
    assertThat(ids(items(tourism, "/api/publications?limit=2")))
        .contains(here)
        .doesNotContain(there, forged);
    assertThat(items(tourism, "/api/publications?section=services")).isEmpty();
    assertThat(items(TestPerson.MIA_ROTH.withSections(), "/api/publications")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "state=lost, state",
    "limit=0, limit",
    "limit=201, limit",
    "limit=x, limit",
    "after=x, after",
    "after=YQ, after",
    "after=eAFhAQ, after"
  })
  void aFilterThatIsNoneIsRefused(String query, String field) {
    Http.Answer refused = http.get(TestPerson.MIA_ROTH, "/api/publications?" + query);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
  }

  private static List<String> ids(List<JsonNode> items) {
    return items.stream().map(i -> i.get("articleId").asString()).toList();
  }
}
