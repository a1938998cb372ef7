package io.imprimatur.kit.messaging;

import io.imprimatur.kit.inbox.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics that a service needs, where nobody has made them. They keep what was told for
 * ever. Where all are there nothing is asked that needs a right to make topics.
 */
final class Topics {

  private static final long SECONDS = 10;

  private final Map<String, Object> connection;
  private final EventSettings settings;

  Topics(Map<String, Object> connection, EventSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * Makes what is missing.
   *
   * @throws ExecutionException where the broker refuses
   * @throws TimeoutException where the broker does not answer
   */
  void make() throws ExecutionException, TimeoutException, InterruptedException {
    try (Admin admin = Admin.create(connection)) {
      Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = wanted().stream().filter(t -> !there.contains(t.name())).toList();
      for (KafkaFuture<Void> made : admin.createTopics(missing).values().values()) {
        try {
          made.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
  }

  private List<NewTopic> wanted() {
    List<NewTopic> wanted = new ArrayList<>();
    wanted.add(topic(settings.topic(settings.service()), settings.maxRecord()));
    for (String neighbour : settings.listensTo()) {
      String topic = settings.topic(neighbour);
      wanted.add(topic(topic, settings.maxRecord()));
      wanted.add(topic(DeadLetters.topic(topic, settings.group()), settings.largestDeadLetter()));
    }
    return wanted;
  }

  private NewTopic topic(String name, int largest) {
    return new NewTopic(name, Optional.of(settings.partitions()), Optional.empty())
        .configs(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "max.message.bytes", Integer.toString(largest)));
  }
}
