package io.imprimatur.kit.observability;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Whether the broker answers. Without it events wait in the outbox and commands still work. */
final class BrokerHealth extends AskedNowAndThen implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 2_000;

  private final Map<String, Object> config;
  private Admin admin;

  /**
   * @param config of Kafka's admin client
   */
  BrokerHealth(Map<String, Object> config) {
    this.config = config;
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, "health");
  }

  @Override
  String address() throws Exception {
    if (admin == null) {
      admin = Admin.create(config);
    }
    var nodes = admin.describeCluster().nodes().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    if (nodes.isEmpty()) {
      throw new IllegalStateException("no broker is up");
    }
    return String.valueOf(config.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  @Override
  String away(Exception why) {
    return "The broker does not answer at %s: events wait and will be sent and read later."
        .formatted(config.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
