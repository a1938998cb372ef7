package io.imprimatur.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TopicRecord;
import io.imprimatur.testkit.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Everything that lies in the four topics, counted there and not by asking the services. */
record EventCount(Map<String, Map<String, List<TopicRecord>>> byTopicAndArticle) {

  static EventCount read(String broker) {
    Topics topics = new Topics(broker);
    return new EventCount(
        Topics.SYSTEM.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    topic ->
                        topics.readAll(topic).stream()
                            .collect(Collectors.groupingBy(TopicRecord::key)))));
  }

  /** In each topic an article's numbers go from 1 up, each in one record. */
  void assertNothingRepeated(String article) {
    byTopicAndArticle.forEach(
        (topic, articles) -> {
          List<TopicRecord> told = articles.getOrDefault(article, List.of());
          assertThat(told)
              .as(topic + " " + article)
              .isNotEmpty()
              .extracting(record -> Long.parseLong(record.header("ce_sequence")))
              .containsExactlyElementsOf(LongStream.rangeClosed(1, told.size()).boxed().toList());
        });
  }
}
