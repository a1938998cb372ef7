package io.imprimatur.notification.alert.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.alert.Stop;
import io.imprimatur.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class AlertListTest {

  private static final String COLLECTION = "alerts";
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final List<String> SECTIONS = List.of("culture", "government", "tourism");

  private static MongoClient client;
  private static MongoTemplate mongo;
  private static MongoAlerts alerts;

  /** 300 alerts, 100 in each section, three of every instant. */
  @BeforeAll
  static void fill() {
    String uri = TestStore.newDatabase(AlertListTest.class);
    client = MongoClients.create(uri);
    mongo = new MongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
    alerts =
        new MongoAlerts(
            mongo,
            new Aggregates(mongo, COLLECTION, null, null, id -> {}),
            Transitions.uncounted());
    alerts.makeIndexes();
    IntStream.range(0, 300).forEach(i -> mongo.insert(alert(i), COLLECTION));
  }

  @AfterAll
  static void close() {
    client.close();
  }

  private static Document alert(int i) {
    Publication publication =
        new Publication(id(i), SECTIONS.get(i % 3), "zh", NOW.plusSeconds(i / 3));
    Headline headline = new Headline(1, "t", "s");
    Alert alert =
        i % 100 == 0
            ? new Alert.Completed(publication, headline, NOW, Counts.none(), NOW)
            : i % 10 == 0
                ? new Alert.Stopped(
                    publication, headline, NOW, Counts.none(), new Stop("r", "mia", "Mia", NOW))
                : new Alert.Held(publication, headline);
    return new Document("_id", id(i)).append("alert", AlertFields.of(alert));
  }

  private static String id(int i) {
    return "a%03d".formatted(i);
  }

  @Test
  void pagesOfSeveralSectionsFollowEachOtherNewestFirst() {
    assertThat(walk(List.of("government", "tourism")))
        .isEqualTo(expected(i -> i % 3 == 1 || i % 3 == 2));
    assertThat(walk(List.of("culture"))).isEqualTo(expected(i -> i % 3 == 0));
    assertThat(walk(null)).isEqualTo(expected(i -> true));
    assertThat(walk(List.of())).isEmpty();
  }

  @Tag("local-parts")
  @Test
  void aPageReadsAFewAlertsOfEachSection() {
    Paging first = new Paging(7, null);
    Paging deep = new Paging(7, Paging.cursor(NOW.plusSeconds(20).toString(), id(61)));

    for (Paging paging : List.of(first, deep)) {
      assertThat(Examined.by(mongo, COLLECTION, () -> alerts.list(null, null, paging)))
          .isBetween(8L, 12L);
      assertThat(Examined.by(mongo, COLLECTION, () -> alerts.list(SECTIONS, null, paging)))
          .isBetween(8L, 30L);
    }
  }

  /** Every tenth is stopped, every hundredth completed. */
  @Test
  void statesAndSectionsNarrowAListDown() {
    List<AlertState> ended = List.of(AlertState.STOPPED, AlertState.COMPLETED);

    assertThat(walk(null, List.of(AlertState.STOPPED)))
        .isEqualTo(expected(i -> i % 10 == 0 && i % 100 != 0));
    assertThat(walk(null, ended)).isEqualTo(expected(i -> i % 10 == 0));
    assertThat(walk(List.of("culture", "tourism"), ended))
        .isEqualTo(expected(i -> i % 10 == 0 && i % 3 != 1));
    assertThat(walk(SECTIONS, List.of(AlertState.STARTED))).isEmpty();
  }

  @Tag("local-parts")
  @Test
  void aListOfAFewStatesReadsLittleMoreThanItShows() {
    List<AlertState> ended = List.of(AlertState.STOPPED, AlertState.COMPLETED);
    Paging paging = new Paging(3, null);
    for (List<String> sections : Arrays.asList(null, SECTIONS)) {
      assertThat(Examined.by(mongo, COLLECTION, () -> alerts.list(sections, ended, paging)))
          .isBetween(4L, 30L);
    }
  }

  private static List<String> walk(Collection<String> sections) {
    return walk(sections, null);
  }

  private static List<String> walk(Collection<String> sections, Collection<AlertState> states) {
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      Page<Alert> page = alerts.list(sections, states, new Paging(7, after));
      page.items().forEach(a -> all.add(a.publication().articleId()));
      after = page.nextCursor();
    } while (after != null);
    return all;
  }

  private static List<String> expected(IntPredicate which) {
    return IntStream.iterate(299, i -> i >= 0, i -> i - 1)
        .filter(which)
        .mapToObj(AlertListTest::id)
        .toList();
  }
}
