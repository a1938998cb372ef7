package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import io.imprimatur.publishing.site.Shelf;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

/** What changed is noticed although the database's clock, or the database itself, misbehaves. */
@DirtiesContext
class ChangesSeenTest extends RunningSite {

  /** What this instance's site gets to see of the database; commands go past it. */
  private enum Sight {
    ALL,
    NO_CHANGES,
    NOTHING
  }

  private static final AtomicInteger counts = new AtomicInteger();
  private static volatile Sight sight = Sight.ALL;

  @Autowired private SiteConfiguration.SiteAndWatch site;

  @TestConfiguration(proxyBeanMethods = false)
  static class Blinds {

    @Bean
    static BeanPostProcessor shelfBehindBlinds() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof Shelf shelf ? behindBlinds(shelf) : bean;
        }
      };
    }

    private static Shelf behindBlinds(Shelf shelf) {
      return (Shelf)
          Proxy.newProxyInstance(
              Shelf.class.getClassLoader(),
              new Class<?>[] {Shelf.class},
              (proxy, method, arguments) -> {
                if (sight == Sight.NOTHING) {
                  throw new IllegalStateException("the database does not answer");
                }
                if (method.getName().equals("count")) {
                  counts.incrementAndGet();
                }
                if (sight == Sight.NO_CHANGES && method.getName().equals("changedSince")) {
                  return List.of();
                }
                try {
                  return method.invoke(shelf, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @AfterEach
  void seeAll() {
    sight = Sight.ALL;
  }

  @Test
  void aWithdrawnPageIsGoneWithTheReplyThoughTheDatabaseFailsRightAfterIt() {
    String article = newArticle();
    String path = published(article, Samples.english("Gone without the database"));
    assertThat(page(path).status()).isEqualTo(200);
    assertThat(page("/a/" + article).status()).isEqualTo(302);

    sight = Sight.NOTHING;
    assertThat(withdraw(article).status()).isEqualTo(200);
    assertThat(page(path).status()).isEqualTo(503);
    assertThat(page("/a/" + article).status()).isEqualTo(503);

    sight = Sight.ALL;
    await().atMost(SOON).until(() -> page(path).status() == 410);
  }

  @Test
  void aWithdrawnPageIsGoneEverywhereThoughTheDatabasesClockWentBack() {
    String before = newArticle();
    published(before, Samples.english("Changed before the clock went back"));
    String article = newArticle();
    String path = published(article, Samples.english("Gone after the clock went back"));
    // Seen from the last change, the clock is an hour back from now on.
    Store.set(before, "changedAt", Date.from(Instant.now().plus(Duration.ofHours(1))));
    try (Instance one = Instance.start("imprimatur", settings());
        Instance other = Instance.start("imprimatur", settings())) {
      for (Instance each : List.of(one, other)) {
        assertThat(each.http().get(null, path).status()).isEqualTo(200);
        assertThat(each.http().get(null, "/en/government").body()).contains(path);
      }
      assertThat(withdraw(one.http(), article).status()).isEqualTo(200);
      assertThat(one.http().get(null, path).status()).isEqualTo(410);
      await().atMost(SOON).until(() -> other.http().get(null, path).status() == 410);
      for (Instance each : List.of(one, other)) {
        await()
            .atMost(SOON)
            .until(() -> !each.http().get(null, "/en/government").body().contains(path));
      }
    } finally {
      Store.set(before, "changedAt", new Date());
    }
  }

  @Test
  void oneLookThatCoversAMoveAndAWithdrawalRenewsEveryPageOnWhichItStood() {
    String original = newArticle();
    String translated = published(original, Samples.text("会搬走的译文", "<p>原文</p>", "zh"));
    String article = newArticle();
    Text text = Samples.inSection(Samples.english("Moves and goes"), "tourism");
    REVIEW.tells(article, Samples.approval(SEALER, article, 1, text, Samples.APPROVED, original));
    String path = awaitState(article, "published").text("/path");
    await().atMost(SOON).until(() -> page("/en/tourism").body().contains(path));
    await().atMost(SOON).until(() -> page(translated).body().contains(path));

    try (Instance other = Instance.start("imprimatur", settings())) {
      madeAfterEveryChange("/en/tourism");
      sight = Sight.NO_CHANGES;
      approve(article, 2, Samples.inSection(text, "services"));
      awaitTold(article, 2);
      assertThat(withdraw(other.http(), article).status()).isEqualTo(200);
      assertThat(page("/en/tourism").body()).as("it saw nothing yet").contains(path);

      sight = Sight.ALL;
      for (String address : List.of("/en/tourism", translated)) {
        await(address).atMost(SOON).until(() -> !page(address).body().contains(path));
      }
      assertThat(page(path).status()).isEqualTo(410);
    }
  }

  @Test
  void aDocumentOfAnotherFormHidesNoChange() {
    Document strange = new Document("_id", 7).append("changedAt", new Date());
    Store.publications().insertOne(strange);
    try {
      String article = newArticle();
      String path = published(article, Samples.english("Beside a strange document"));
      assertThat(page(path).status()).isEqualTo(200);
      assertThat(withdraw(article).status()).isEqualTo(200);
      assertThat(page(path).status()).isEqualTo(410);
    } finally {
      Store.publications().deleteOne(new Document("_id", 7));
    }
  }

  @Test
  void aSectionIsCountedOnceUntilItChangesWhateverPartsAreAskedFor() {
    String path = published(newArticle(), Samples.inSection(Samples.english("Once"), "tourism"));
    await().atMost(SOON).until(() -> page("/en/tourism").body().contains(path));
    madeAfterEveryChange("/en/tourism");
    int before = counts.get();
    for (int part = 900; part < 920; part++) {
      assertThat(page("/en/tourism?page=" + part).status()).isEqualTo(404);
    }
    assertThat(counts.get()).isEqualTo(before);

    String next = published(newArticle(), Samples.inSection(Samples.english("Twice"), "tourism"));
    await().atMost(SOON).until(() -> page("/en/tourism").body().contains(next));
    assertThat(counts.get()).isGreaterThan(before);
  }

  /** A list that was made just before a change was seen would be made once more. */
  private void madeAfterEveryChange(String list) {
    site.watch().look();
    assertThat(page(list).status()).isEqualTo(200);
  }

  private static Http.Answer withdraw(Http http, String article) {
    return http.post(
        TestPerson.MIA_ROTH,
        "/api/publications/" + article + "/withdrawal",
        "{\"reason\":\"Wrong date.\"}");
  }
}
