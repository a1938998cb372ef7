package io.imprimatur.kit.settings;

import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Whether the service's own database answers. Spring Boot's indicator lists the server's databases,
 * which a user with rights on one alone may not do everywhere.
 */
final class StoreHealth extends AbstractHealthIndicator {

  private static final Document PING = new Document("ping", 1);

  private final MongoOperations store;

  StoreHealth(MongoOperations store) {
    super("The store does not answer");
    this.store = store;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    store.executeCommand(PING);
    health.up();
  }
}
