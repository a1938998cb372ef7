package io.imprimatur.review;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.MongoOperations;

/** Somebody writes to review's database past the service. */
@ExtendWith(OutputCaptureExtension.class)
class AlteredStoreTest extends RunningService {

  @Autowired private MongoOperations mongo;

  @Test
  void anAlteredTextIsNeitherShownNorDecidedOnAndOperatorsHearOfIt(CapturedOutput log) {
    Text text = Samples.text("Dam", "services");
    String article = submitted(text, LIN_YUE);
    Document whole = collection("texts").find(eq("_id", Digest.of(text).value())).first();
    for (Bson alteration :
        List.of(
            set("body", "<p>The dam is open.</p>"),
            set("topics", List.of("budget")),
            set("title", 7),
            unset("summary"))) {
      alter("texts", Digest.of(text).value(), alteration);
      assertRefused(article, text, alteration.toString());
      collection("texts").replaceOne(eq("_id", Digest.of(text).value()), whole);
      assertThat(api.get(WANG_MIN, "/api/reviews/" + article).status()).isEqualTo(200);
    }
    collection("texts").deleteOne(eq("_id", Digest.of(text).value()));
    assertRefused(article, text, "removed");
    assertThat(log.getAll().lines().filter(l -> l.contains("ERROR") && l.contains(article)))
        .anyMatch(l -> l.contains("altered or removed"));
    assertThat(names(awaitTold(article, 1))).containsExactly("ReviewOpened");
  }

  @Test
  void aRoundThatNamesAnotherTitleOrSectionThanItsTextIsNotDecidedOn() {
    for (String field : List.of("title", "section")) {
      Text text = Samples.text("Moved " + field, "services");
      String article = submitted(text, LIN_YUE);
      alter("reviews", article, set("round." + field, "tourism"));
      assertRefused(article, text, field);
    }
  }

  @Test
  void theSameTextSubmittedAgainIsWhole() {
    Text text = Samples.text("Mended", "services");
    String article = submitted(text, LIN_YUE);
    alter("texts", Digest.of(text).value(), set("body", "<p>Another.</p>"));
    drafting.tells(article, Samples.takeBack(1, 1, LIN_YUE));
    drafting.tells(article, Samples.submission(text, 2, 2, LIN_YUE));
    Http.Answer open = awaitReview(article, "in-review");
    assertThat(open.text("/revision")).isEqualTo("2");
    assertThat(open.text("/text/body")).isEqualTo(text.body());
    assertThat(approve(WANG_MIN, article).status()).isEqualTo(200);
    assertThat(approve(SARA_OLSEN, article).status()).isEqualTo(200);
    assertThat(((ArticleApproved) awaitTold(article, 6).getLast()).text()).isEqualTo(text);
  }

  private void assertRefused(String article, Text text, String how) {
    Http.Answer opened = api.get(WANG_MIN, "/api/reviews/" + article);
    assertThat(opened.status()).as(how).isEqualTo(409);
    assertThat(opened.text("/detail")).as(how).contains("no longer the one that was submitted");
    assertThat(opened.json().has("text")).as(how).isFalse();
    for (String verdict : List.of("approve", "request-changes", "reject")) {
      Http.Answer decided =
          decide(WANG_MIN, article, Digest.of(text).value(), verdict, ",\"reason\":\"I read it.\"");
      assertThat(decided.status()).as(how + ", " + verdict).isEqualTo(409);
      assertThat(decided.text("/detail")).contains("no longer the one that was submitted");
    }
  }

  private void alter(String collection, String id, Bson alteration) {
    assertThat(collection(collection).updateOne(eq("_id", id), alteration).getModifiedCount())
        .isEqualTo(1);
  }

  private MongoCollection<Document> collection(String name) {
    return mongo.getCollection(name);
  }
}
