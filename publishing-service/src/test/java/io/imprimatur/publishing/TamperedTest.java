package io.imprimatur.publishing;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.unset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.CanonicalText;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever writes into the database past the service can take a page away, but not alter one. */
class TamperedTest extends RunningSite {

  private static final String FORGED = "Nobody approved this";

  /** Each way to alter what is stored, with what the publishers are told of it. */
  private enum Alteration {
    OTHER_WORDS("the stored text was altered") {
      @Override
      void of(String article, Text text) {
        Store.setText(Digest.of(text), binary(text));
      }
    },
    OTHER_WORDS_UNDER_THEIR_OWN_DIGEST("the text was changed after it was sealed") {
      @Override
      void of(String article, Text text) {
        Digest digest = Digest.ofBytes(forged(text));
        Store.texts().insertOne(new Document("_id", digest.value()).append("json", binary(text)));
        Store.set(article, "live.digest", digest.value());
      }
    },
    WORDS_OF_ANOTHER_KIND("the stored text is gone") {
      @Override
      void of(String article, Text text) {
        Store.setText(Digest.of(text), FORGED);
      }
    },
    NO_WORDS("the stored text is gone") {
      @Override
      void of(String article, Text text) {
        Store.texts().deleteOne(eq("_id", Digest.of(text).value()));
      }
    },
    ANOTHER_TITLE("the document names another title") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "live.title", FORGED);
      }
    },
    ANOTHER_REVISION("the seal vouches for revision 1, not for 7") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "live.revision", 7);
      }
    },
    NO_SEAL("there is no seal") {
      @Override
      void of(String article, Text text) {
        Store.publications().updateOne(eq("_id", article), unset("live.seal"));
      }
    },
    ANOTHER_ARTICLES_SEAL("the seal belongs to another article") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "live.seal", Samples.approval(SEALER, newArticle(), 1, text).seal());
      }
    },
    A_DIGEST_THAT_IS_NONE("the document can't be read") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "live.digest", "sha256:?");
      }
    },
    NOTHING_LIVE_THAT_CAN_BE_READ("the document can't be read") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "live", FORGED);
      }
    },
    SECTIONS_THAT_ARE_NONE("the document can't be read") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "sections", FORGED);
      }
    },
    A_PATH_THAT_IS_NONE("the document can't be read") {
      @Override
      void of(String article, Text text) {
        Store.set(article, "path", "/../" + article);
      }
    };

    final String reason;

    Alteration(String reason) {
      this.reason = reason;
    }

    abstract void of(String article, Text text);
  }

  private record Altered(String article, String path, Text text) {}

  @Test
  void nothingAlteredIsEverShownAndEachAlterationIsListed() {
    Map<Alteration, Altered> altered = new LinkedHashMap<>();
    for (Alteration alteration : Alteration.values()) {
      Text text = Samples.inSection(Samples.english("Altered " + alteration), "investment");
      String article = newArticle();
      altered.put(alteration, new Altered(article, published(article, text), text));
    }
    SoftAssertions.assertSoftly(
        softly -> {
          altered.forEach((how, a) -> softly.assertThat(page(a.path).status()).isEqualTo(200));
          altered.forEach((how, a) -> how.of(a.article, a.text));
          renew("investment");
          altered.forEach((how, a) -> awaitMadeAnew(how, a));
          altered.forEach((how, a) -> assertWithheld(softly, how, a));
          softly
              .assertThat(refusedList())
              .as("each is noted")
              .containsAll(altered.values().stream().map(Altered::article).toList());
          String lists =
              page("/en/investment").body()
                  + page("/en/investment/feed.atom").body()
                  + page("/en/").body();
          softly.assertThat(lists).doesNotContain(FORGED).contains("Renews investment");
        });

    // An instance that begins with nothing in memory shows none of it either.
    try (Instance fresh = Instance.start("imprimatur", settings())) {
      SoftAssertions.assertSoftly(
          softly ->
              altered.forEach(
                  (how, a) ->
                      softly
                          .assertThat(fresh.http().get(null, a.path).status())
                          .as("%s, after a start", how)
                          .isIn(404, 503)));
      assertThat(fresh.http().get(null, "/en/investment").body())
          .contains("Renews investment")
          .doesNotContain(FORGED);
    }
  }

  /** Until then the approved words are shown, as they were read before they were altered. */
  private void awaitMadeAnew(Alteration how, Altered a) {
    await(how + ": " + a.path).atMost(SOON).until(() -> page(a.path).status() != 200);
  }

  private void assertWithheld(SoftAssertions softly, Alteration how, Altered a) {
    for (String file : new String[] {"", "/proof", "/proof/text.json", "/proof/seal.jws"}) {
      Http.Answer answer = page(a.path + file);
      softly.assertThat(answer.status()).as("%s: %s%s", how, a.path, file).isIn(503, 404);
      softly.assertThat(answer.body()).as("%s", how).doesNotContain(FORGED, a.text.body());
      if (answer.status() == 503) {
        softly.assertThat(answer.body()).as("%s", how).contains("This page is withheld");
        softly.assertThat(answer.header("cache-control")).isEqualTo("no-store");
      }
    }
    JsonNode listed =
        items("/api/publications?section=investment").stream()
            .filter(i -> i.get("articleId").asString().equals(a.article))
            .findFirst()
            .orElse(null);
    softly.assertThat(listed).as("%s is listed", how).isNotNull();
    if (listed != null) {
      softly.assertThat(listed.get("state").asString()).as("%s", how).isEqualTo("refused");
      softly
          .assertThat(listed.get("reason").asString())
          .as("%s", how)
          .startsWith("tampered: ")
          .contains(how.reason);
    }
    Http.Answer one = http.get(TestPerson.MIA_ROTH, "/api/publications/" + a.article);
    softly.assertThat(one.status()).as("%s", how).isEqualTo(200);
    softly.assertThat(one.text("/reason")).as("%s", how).contains(how.reason);
    if (how.reason.equals("the document can't be read")) {
      softly.assertThat(withdraw(a.article).status()).as("%s", how).isEqualTo(409);
    }
  }

  @Test
  void whatIsPutRightAgainIsShownAgainAndARefusedTextStaysListed() {
    Text text = Samples.inSection(Samples.english("Put right"), "services");
    String article = newArticle();
    String path = published(article, text);
    approve(article, 2, Samples.withBody(text, "<script>x</script>"));
    awaitTold(article, 2);

    Store.setText(Digest.of(text), binary(text));
    renew("services");
    assertThat(page(path).status()).isEqualTo(503);
    assertThat(refusedList()).contains(article);

    Store.setText(Digest.of(text), new Binary(CanonicalText.json(text).getBytes(UTF_8)));
    await().atMost(SOON).until(() -> page(path).status() == 200);
    assertThat(page(path).body()).contains(text.body());
    assertThat(refusedList()).as("its refused newer text").contains(article);
  }

  private List<String> refusedList() {
    return items("/api/publications?state=refused").stream()
        .map(i -> i.get("articleId").asString())
        .toList();
  }

  /** Publishes something else in a section, so that its pages are made anew. */
  private void renew(String section) {
    Text text = Samples.inSection(Samples.english("Renews " + section), section);
    published(newArticle(), text);
    await().atMost(SOON).until(() -> page("/en/" + section).body().contains("Renews " + section));
  }

  private static Binary binary(Text text) {
    return new Binary(forged(text));
  }

  private static byte[] forged(Text text) {
    return CanonicalText.json(Samples.withBody(text, "<p>" + FORGED + "</p>")).getBytes(UTF_8);
  }
}
