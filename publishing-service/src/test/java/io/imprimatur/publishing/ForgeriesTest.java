package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestPerson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody writes into review's topic never reaches a page, and never stops review. */
class ForgeriesTest extends RunningSite {

  @ParameterizedTest
  @EnumSource
  void aForgeryForAnUnheardOfArticleIsListedAndTheGenuineTextStillComes(Forgery forgery) {
    String article = newArticle();
    Text text = Samples.english("Forged " + forgery);
    ArticleApproved genuine = Samples.approval(SEALER, article, 1, text);
    imitate(article, forgery.of(article, genuine));

    Http.Answer refused = awaitState(article, "refused");
    assertThat(refused.text("/reason")).contains(forgery.reason);
    assertThat(refused.json().get("url").isNull()).isTrue();
    assertThat(listed("refused", article).get("reason").asString()).contains(forgery.reason);
    awaitAllHeard();
    assertThat(page("/a/" + article).status()).isEqualTo(404);
    assertThat(page("/en/government").body()).doesNotContain(text.title());
    assertThat(TestBroker.topics().readAll("imprimatur.publishing", article)).isEmpty();

    REVIEW.tells(article, genuine);
    String path = awaitState(article, "published").text("/path");
    assertThat(page(path).body()).contains(text.body()).doesNotContain(Forgery.FORGED_BODY);
    assertThat(awaitTold(article, 1).getFirst()).isInstanceOf(ArticlePublished.class);
    assertThat(publication(article).text("/forgeries/0/reason")).contains(forgery.reason);
  }

  @Test
  void aPageThatStandsStaysAsItIsWhateverIsForged() {
    String article = newArticle();
    Text text = Samples.english("Standing");
    String path = published(article, text);
    Text newer = Samples.english("Standing still");
    ArticleApproved genuine = Samples.approval(SEALER, article, 2, newer);
    for (Forgery forgery : Forgery.values()) {
      imitate(article, forgery.of(article, genuine));
    }
    await()
        .atMost(SOON)
        .until(
            () -> publication(article).json().get("forgeries").size() == Forgery.values().length);
    assertThat(publication(article).text("/state")).isEqualTo("published");
    assertThat(publication(article).text("/revision")).isEqualTo("1");
    assertThat(page(path).body()).contains(text.body()).doesNotContain("Nobody approved");
    awaitTold(article, 1);

    REVIEW.tells(article, genuine);
    awaitTold(article, 2);
    assertThat(publication(article).text("/revision")).isEqualTo("2");
    await().atMost(SOON).until(() -> page(path).body().contains(newer.body()));
  }

  @Test
  void anOlderTextWithItsGenuineSealDoesNotComeBack() {
    String article = newArticle();
    ArticleApproved first = Samples.approval(SEALER, article, 1, Samples.english("First text"));
    REVIEW.tells(article, first);
    awaitTold(article, 1);
    Text second = Samples.english("Second text");
    approve(article, 2, second);
    awaitTold(article, 2);

    imitate(article, first);
    imitate(article, Samples.approval(SEALER, article, 2, second));
    await().atMost(SOON).until(() -> publication(article).json().get("forgeries").size() == 2);
    assertThat(publication(article).json().get("forgeries").findValuesAsString("reason"))
        .containsExactlyInAnyOrder(
            "its seal is for revision 1, and revision 2 was taken before",
            "its seal is for revision 2, and revision 2 was taken before");
    assertThat(publication(article).text("/revision")).isEqualTo("2");
    assertThat(publication(article).text("/title")).isEqualTo("Second text");

    approve(article, 3, Samples.english("Third text"));
    awaitTold(article, 3);
    assertThat(publication(article).text("/title")).isEqualTo("Third text");
  }

  @Test
  void anotherServicesNameInReviewsTopicIsRefusedAndOnlyTextsAreListed() {
    String text = newArticle();
    String noText = newArticle();
    ArticleApproved genuine = Samples.approval(SEALER, text, 1, Samples.english("Foreign"));
    REVIEW.isImitatedBy("/imprimatur/drafting", text, genuine);
    REVIEW.isImitatedBy(
        "/imprimatur/drafting",
        noText,
        new ReviewClosed(1, 1, new Person("lin.yue", "Lin Yue"), Samples.APPROVED));

    assertThat(awaitState(text, "refused").text("/reason"))
        .isEqualTo("ce_source is not the source of this topic");
    awaitAllHeard();
    assertThat(publication(noText).status()).isEqualTo(404);
    assertThat(items("/api/publications?state=refused"))
        .extracting(i -> i.get("articleId").asString())
        .contains(text)
        .doesNotContain(noText);
    REVIEW.tells(text, genuine);
    awaitState(text, "published");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>x</p><script>alert(1)</script>",
        "<p onclick=\"alert(1)\">x</p>",
        "<p><a href=\"javascript:alert(1)\" rel=\"noopener\">x</a></p>",
        "<p>An open paragraph",
        "<P>Another spelling</P>",
        "<p>x</p>\n<p>y</p>",
        "<div>x</div>"
      })
  void aGenuinelySealedTextThatBreaksTheHousesRulesIsRefusedAndTold(String body) {
    String article = newArticle();
    Text broken = Samples.text("Broken rules", body, "en");
    approve(article, 1, broken);

    Http.Answer refused = awaitState(article, "refused");
    assertThat(refused.text("/reason")).startsWith("the body ");
    assertThat(refused.text("/digest")).isEqualTo(Digest.of(broken).value());
    assertThat(listed("refused", article).get("reason").asString()).startsWith("the body ");
    PublicationRefused told = (PublicationRefused) awaitTold(article, 1).getFirst();
    assertThat(told.revision()).isEqualTo(1);
    assertThat(told.round()).isEqualTo(1);
    assertThat(told.digest()).isEqualTo(Digest.of(broken));
    assertThat(told.reason()).isEqualTo(refused.text("/reason"));
    assertThat(page("/a/" + article).status()).isEqualTo(404);

    approve(article, 2, Samples.english("Mended"));
    assertThat(awaitTold(article, 2).getLast()).isInstanceOf(ArticlePublished.class);
    assertThat(publication(article).json().get("refused").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'Pay 001\u202e to us', <p>x</p>, 'the title holds U+202E, which turns'",
    "Pay, <p>001\u202e</p>, 'the body holds U+202E, which turns'",
    "'\u3164', <p>x</p>, 'the title shows nothing'"
  })
  void aGenuinelySealedTextThatLooksLikeAnotherOneIsRefusedAndTold(
      String title, String body, String reason) {
    String article = newArticle();
    approve(article, 1, Samples.text(title, body, "en"));
    assertThat(awaitState(article, "refused").text("/reason")).startsWith(reason);
    PublicationRefused told = (PublicationRefused) awaitTold(article, 1).getFirst();
    assertThat(told.reason()).startsWith(reason);
    assertThat(page("/a/" + article).status()).isEqualTo(404);
  }

  @Test
  void aPageThatStoodBeforeStandsWhereItsNewerTextIsRefused() {
    String article = newArticle();
    Text text = Samples.english("Good enough");
    String path = published(article, text);
    approve(article, 2, Samples.withBody(text, "<p>x</p><script>y</script>"));
    PublicationRefused told = (PublicationRefused) awaitTold(article, 2).getLast();
    assertThat(told.revision()).isEqualTo(2);
    Http.Answer publication = publication(article);
    assertThat(publication.text("/state")).isEqualTo("published");
    assertThat(publication.text("/refused/reason")).isEqualTo(told.reason());
    assertThat(listed("refused", article).at("/refused/revision").asInt()).isEqualTo(2);
    assertThat(page(path).body()).contains(text.body()).doesNotContain("<script>y");
  }

  private Http.Answer publication(String article) {
    return http.get(TestPerson.MIA_ROTH, "/api/publications/" + article);
  }

  private JsonNode listed(String state, String article) {
    List<JsonNode> found =
        items("/api/publications?state=" + state).stream()
            .filter(i -> i.get("articleId").asString().equals(article))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
