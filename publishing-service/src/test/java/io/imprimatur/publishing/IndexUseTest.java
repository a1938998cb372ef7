package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.events.Digest;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.publishing.publication.Publications;
import io.imprimatur.publishing.publication.Publications.Filter;
import io.imprimatur.publishing.publication.Publications.Listed;
import io.imprimatur.publishing.publication.Publications.Position;
import io.imprimatur.publishing.publication.persistence.MongoPublications;
import io.imprimatur.publishing.site.Alarms;
import io.imprimatur.publishing.site.Shelf;
import io.imprimatur.publishing.site.persistence.MongoShelf;
import io.imprimatur.testkit.TestStore;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Each query looks at no more documents than it gives, however many there are. Only the project's
 * own store counts what it looks at.
 */
@Tag("local-parts")
class IndexUseTest {

  private static final int DOCUMENTS = 1_000;
  private static final int PART = 20;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static MongoClient client;
  private static MongoTemplate mongo;
  private static Shelf shelf;
  private static Publications publications;

  @BeforeAll
  static void fill() {
    String uri = TestStore.newDatabase(IndexUseTest.class);
    client = MongoClients.create(uri);
    mongo = new MongoTemplate(client, uri.substring(uri.lastIndexOf('/') + 1));
    MongoPublications.makeIndexes(mongo);
    shelf = new MongoShelf(mongo, new Alarms(() -> {}, (articleId, wrong) -> {}));
    publications =
        new MongoPublications(
            mongo,
            new Aggregates(mongo, "publications", null, null, article -> {}),
            Transitions.uncounted(),
            published -> {});
    mongo
        .getCollection("publications")
        .insertMany(IntStream.range(0, DOCUMENTS).mapToObj(IndexUseTest::publication).toList());
  }

  @AfterAll
  static void close() {
    client.close();
  }

  /** Nine of ten stand, the rest are withdrawn; half of them have a refused newer text. */
  private static Document publication(int i) {
    String language = i % 4 == 0 ? "zh" : "en";
    String section = i % 3 == 0 ? "tourism" : "government";
    Date at = Date.from(START.plusSeconds(i));
    Document publication =
        new Document("_id", "article-%04d".formatted(i))
            .append("guard", 1L)
            .append("state", i % 10 == 9 ? "withdrawn" : "published")
            .append("path", "/%s/news/2026/article-%d".formatted(language, i))
            .append("language", language)
            .append("section", section)
            .append("publishedAt", at)
            .append("changedAt", at)
            .append("refused", i % 2 == 0)
            .append(
                "live",
                new Document("revision", 1)
                    .append("digest", Digest.ofBytes(new byte[] {1}).value())
                    .append("seal", "a seal")
                    .append("title", "Article " + i)
                    .append("language", language)
                    .append("section", section)
                    .append("approvedAt", at)
                    .append("translationOf", i == 501 ? "article-0500" : null));
    if (i == 700) {
      publication.append("tampering", "there is no seal");
    }
    if (i % 10 == 9) {
      publication.append(
          "withdrawal",
          new Document("at", at)
              .append("personId", "mia.roth")
              .append("personName", "Mia Roth")
              .append("reason", "Wrong date."));
    }
    return publication;
  }

  @Test
  void theSitesListsLookAtWhatTheyShow() {
    assertThat(examined(() -> shelf.newest("en", 7))).isEqualTo(7);
    assertThat(shelf.newest("en", 0)).isEmpty();
    assertThat(examined(() -> shelf.newest("en", "tourism", 0, PART))).isEqualTo(PART);
    assertThat(examined(() -> shelf.newest("en", "tourism", PART, PART)))
        .isLessThanOrEqualTo(2 * PART);
    assertThat(examined(() -> shelf.translationsOf("article-0500"))).isEqualTo(1);
    assertThat(shelf.translationsOf("article-0500")).hasSize(1);
  }

  @Test
  void whatWasFoundAlteredIsFoundAtOnce() {
    assertThat(examined(shelf::unproven)).isEqualTo(1);
    assertThat(examined(shelf::countUnproven)).isEqualTo(1);
    assertThat(shelf.unproven()).containsExactly("article-0700");
    assertThat(shelf.countUnproven()).isEqualTo(1);
  }

  @Test
  void whatChangedIsFoundAmongTheLastChanges() {
    Instant since = START.plusSeconds(DOCUMENTS - 3);
    assertThat(shelf.changedSince(since, 0, 500)).hasSize(3);
    assertThat(examined(() -> shelf.changedSince(since, 0, 500))).isEqualTo(3);
    assertThat(examined(() -> shelf.changedSince(START, 0, PART))).isEqualTo(PART);
    assertThat(examined(() -> shelf.lastChange("zh"))).isEqualTo(1);
  }

  @Test
  void aMonthIsFoundByItsTime() {
    Instant from = START.plusSeconds(100);
    Instant to = START.plusSeconds(300);
    assertThat(shelf.newest("en", from, to, 0, PART)).hasSize(PART);
    assertThat(examined(() -> shelf.newest("en", from, to, 0, PART))).isEqualTo(PART);
    assertThat(examined(() -> shelf.oldest("zh"))).isEqualTo(1);
    assertThat(shelf.count("en", from, to)).isBetween(130L, 150L);
  }

  @Test
  void anAddressIsFoundAtOnce() {
    assertThat(examined(() -> shelf.at("/en/news/2026/article-7"))).isEqualTo(1);
    assertThat(examined(() -> shelf.standing("article-0007"))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "published", "withdrawn", "refused"})
  void thePublishersListLooksAtWhatItShowsOnEachOfItsPages(String state) {
    Filter filter = new Filter(Optional.of(state).filter(s -> !s.isEmpty()), Optional.empty());
    Optional<Position> after = Optional.empty();
    for (int page = 0; page < 4; page++) {
      Optional<Position> from = after;
      List<Listed> part = publications.list(filter, from, PART);
      assertThat(part).hasSize(PART);
      assertThat(examined(() -> publications.list(filter, from, PART)))
          .as("page %d", page)
          .isLessThanOrEqualTo(PART + 1); // the one where the page before ended
      after = Optional.of(new Position(part.getLast().changedAt(), part.getLast().articleId()));
    }
  }

  @Test
  void aPublishersOwnSectionsAreFoundOnTheWayDownTheList() {
    Filter filter = new Filter(Optional.empty(), Optional.of(Set.of("tourism", "services")));
    assertThat(publications.list(filter, Optional.empty(), PART)).hasSize(PART);
    assertThat(examined(() -> publications.list(filter, Optional.empty(), PART)))
        .isLessThanOrEqualTo(3 * PART);
  }

  private static long examined(Supplier<?> query) {
    long before = examinedSoFar();
    query.get();
    return examinedSoFar() - before;
  }

  private static long examinedSoFar() {
    return statistics().get("docsExamined", Number.class).longValue();
  }

  private static Document statistics() {
    return mongo.executeCommand(new Document("collStats", "publications"));
  }
}
