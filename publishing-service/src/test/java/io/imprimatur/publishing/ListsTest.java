package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
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
