package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.imprimatur.testkit.TopicRecord;
import io.imprimatur.testkit.Topics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bson.Document;

/**
 * Reads the topics and the inboxes in the databases: each event stands under one number and one id,
 * in the order of the numbers, is what the acknowledged commands make of it, and was taken once by
 * each who listens.
 */
final class ToldAndHeard {

  /** Who listens to whom. */
  static final Map<String, List<String>> NEIGHBOURS =
      Map.of(
          "drafting", List.of("review", "publishing", "notification"),
          "review", List.of("drafting", "publishing"),
          "publishing", List.of("review"),
          "notification", List.of("publishing"));

  static final Map<String, String> COLLECTIONS =
      Map.of(
          "drafting", "articles",
          "review", "reviews",
          "publishing", "publications",
          "notification", "alerts");

  private final Map<String, Map<String, List<TopicRecord>>> byServiceAndArticle = new HashMap<>();
  private final MongoClient store;
  private long repetitions;

  ToldAndHeard(String broker, MongoClient store) {
    this.store = store;
    Topics topics = new Topics(broker);
    for (String service : Office.SERVICES) {
      byServiceAndArticle.put(
          service,
          topics.readAll("imprimatur." + service).stream()
              .collect(Collectors.groupingBy(TopicRecord::key)));
    }
  }

  void assertOf(Story story) {
    History history = story.history();
    for (String service : Office.SERVICES) {
      List<String> told =
          events(service, story.article()).values().stream()
              .map(record -> History.line(record.event()))
              .toList();
      String what = service + " about " + story.name() + story.article();
      if (service.equals("notification")) {
        assertThat(told).as(what).isIn(history.toldByNotification());
      } else {
        assertThat(told).as(what).isEqualTo(history.told(service));
      }
    }
    NEIGHBOURS.forEach(
        (service, neighbours) ->
            neighbours.forEach(neighbour -> assertHeard(service, neighbour, story)));
  }

  /**
   * The events of a service about an article by their numbers, from 1 on, none left out. One may
   * stand there twice, under the same id: its sender died before it knew.
   */
  Map<Long, TopicRecord> events(String service, String article) {
    Map<Long, TopicRecord> byNumber = new LinkedHashMap<>();
    for (TopicRecord record : byServiceAndArticle.get(service).getOrDefault(article, List.of())) {
      long number = Long.parseLong(record.header("ce_sequence"));
      TopicRecord first = byNumber.putIfAbsent(number, record);
      if (first != null) {
        repetitions++;
        assertThat(record.header("ce_id"))
            .as("id of event " + number + " of " + service + " about " + article)
            .isEqualTo(first.header("ce_id"));
        assertThat(record.body()).isEqualTo(first.body());
      }
    }
    assertThat(byNumber.keySet())
        .as("numbers of " + service + " about " + article)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, byNumber.size()).boxed().toList());
    return byNumber;
  }

  private void assertHeard(String service, String neighbour, Story story) {
    Map<Long, TopicRecord> events = events(neighbour, story.article());
    if (events.isEmpty()) {
      return;
    }
    Document inbox =
        store
            .getDatabase(service)
            .getCollection(COLLECTIONS.get(service))
            .find(Filters.eq("_id", story.article()))
            .first()
            .get("inbox", Document.class)
            .get(neighbour, Document.class);
    String what = "what " + service + " took from " + neighbour + " about " + story.article();
    assertThat(((Number) inbox.get("last")).intValue()).as(what).isEqualTo(events.size());
    assertThat(inbox.getString("id"))
        .as(what)
        .isEqualTo(events.get((long) events.size()).header("ce_id"));
  }

  /** All events of the run, each counted once. */
  long count(List<Story> stories) {
    return Office.SERVICES.stream()
        .mapToLong(
            service -> stories.stream().mapToLong(s -> events(service, s.article()).size()).sum())
        .sum();
  }

  /** Records that stand there once more. */
  long repetitions(List<Story> stories) {
    repetitions = 0;
    count(stories);
    return repetitions;
  }
}
