package io.imprimatur.kit.messaging;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;

/**
 * This service's connection for sending events. Kept apart from the producers that an application
 * may have itself.
 */
record EventProducer(
    KafkaOperations<String, byte[]> kafka, DefaultKafkaProducerFactory<String, byte[]> factory)
    implements DisposableBean {

  @Override
  public void destroy() {
    factory.destroy();
  }
}
