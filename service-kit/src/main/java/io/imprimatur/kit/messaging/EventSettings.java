package io.imprimatur.kit.messaging;

import io.imprimatur.kit.inbox.DeadLetters;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service tells and hears events.
 *
 * @param system the first part of every topic and source
 * @param service this service's short name: the rest of its topic, its source and its consumer
 *     group
 * @param collection where its articles' documents are
 * @param listensTo the short names of the services it hears
 * @param listeners consumer threads of one instance
 * @param partitions partitions of topics that this service makes
 * @param maxRecord the largest event in bytes, with key and headers
 * @param senders articles whose events are sent at once by one instance
 * @param acknowledgement how long a sender waits for the broker
 * @param sweepEvery the time between two looks for what was left behind
 * @param takeOverAfter the age from which an unsent event counts as left behind
 * @param lease how long a taken-over outbox is kept from other instances
 * @param drainEvery the time between two looks for parked events whose turn has come; an event that
 *     fails unforeseen there is dead after five of them
 */
@Validated
@ConfigurationProperties("imprimatur.events")
public record EventSettings(
    @NotBlank @DefaultValue("imprimatur") String system,
    @NotBlank String service,
    @NotBlank @DefaultValue("articles") String collection,
    @NotNull @DefaultValue List<String> listensTo,
    @Min(1) @DefaultValue("3") int listeners,
    @Min(1) @DefaultValue("12") int partitions,
    @Min(1024) @DefaultValue("2162688") int maxRecord,
    @Min(1) @DefaultValue("8") int senders,
    @NotNull @DefaultValue("10s") Duration acknowledgement,
    @NotNull @DefaultValue("1s") Duration sweepEvery,
    @NotNull @DefaultValue("5s") Duration takeOverAfter,
    @NotNull @DefaultValue("15s") Duration lease,
    @NotNull @DefaultValue("5s") Duration drainEvery) {

  /** The topic of a service. */
  public String topic(String of) {
    return system + "." + of;
  }

  /** The CloudEvents source of a service. */
  public String source(String of) {
    return "/" + system + "/" + of;
  }

  /** The largest copy of a dead event, which has more headers than the event. */
  int largestDeadLetter() {
    return maxRecord + DeadLetters.HEADROOM;
  }

  /** This service's consumer group. */
  public String group() {
    return topic(service);
  }
}
