package io.imprimatur.kit.observability;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Whether the listeners are started; they may still wait for the broker or for a partition. */
final class ListenersHealth implements HealthIndicator {

  private final Supplier<Collection<MessageListenerContainer>> listeners;

  ListenersHealth(Supplier<Collection<MessageListenerContainer>> listeners) {
    this.listeners = listeners;
  }

  @Override
  public Health health() {
    List<String> stopped =
        listeners.get().stream()
            .filter(l -> !l.isRunning())
            .map(MessageListenerContainer::getListenerId)
            .map(String::valueOf)
            .toList();
    return stopped.isEmpty()
        ? Health.up().withDetail("started", listeners.get().size()).build()
        : Health.outOfService().withDetail("stopped", stopped).build();
  }
}
