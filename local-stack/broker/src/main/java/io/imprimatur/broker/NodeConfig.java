package io.imprimatur.broker;

import java.util.Properties;

/** Kafka's settings for a node that is a whole cluster by itself. */
final class NodeConfig {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Records up to 2 MiB are allowed to producers; this leaves room for headers and framing. */
  static final int LARGEST_BATCH = 3 * 1024 * 1024;

  private NodeConfig() {}

  static Properties of(Settings settings) {
    var config = new Properties();
    String client = settings.host() + ":" + settings.port();
    String controller = settings.host() + ":" + settings.controllerPort();
    config.setProperty("process.roles", "broker,controller");
    config.setProperty("node.id", Integer.toString(NODE_ID));
    config.setProperty("log.dirs", settings.data().toString());
    config.setProperty("listeners", "PLAINTEXT://" + client + ",CONTROLLER://" + controller);
    config.setProperty("advertised.listeners", "PLAINTEXT://" + client);
    config.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    config.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // Voters from the settings, not from the log: the data can then move to other ports.
    config.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
    internalTopics(config);
    sizes(config);
    times(config);
    config.setProperty("auto.create.topics.enable", "false");
    config.setProperty("log.retention.ms", "-1");
    return config;
  }

  private static void internalTopics(Properties config) {
    config.setProperty("default.replication.factor", "1");
    config.setProperty("min.insync.replicas", "1");
    config.setProperty("offsets.topic.replication.factor", "1");
    config.setProperty("offsets.topic.num.partitions", "4");
    config.setProperty("transaction.state.log.replication.factor", "1");
    config.setProperty("transaction.state.log.min.isr", "1");
    config.setProperty("transaction.state.log.num.partitions", "1");
    config.setProperty("share.coordinator.state.topic.replication.factor", "1");
    config.setProperty("share.coordinator.state.topic.min.isr", "1");
    config.setProperty("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void sizes(Properties config) {
    config.setProperty("message.max.bytes", Integer.toString(LARGEST_BATCH));
    config.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_BATCH));
    // Defaults are for servers with many disks and cores; this node shares a desk's machine.
    config.setProperty("num.network.threads", "2");
    config.setProperty("num.io.threads", "4");
    config.setProperty("background.threads", "2");
    config.setProperty("num.recovery.threads.per.data.dir", "2");
    config.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    config.setProperty("log.segment.bytes", Integer.toString(128 * 1024 * 1024));
    config.setProperty("log.index.size.max.bytes", Integer.toString(1024 * 1024));
  }

  private static void times(Properties config) {
    config.setProperty("group.initial.rebalance.delay.ms", "0");
    config.setProperty("group.min.session.timeout.ms", "1000");
    // After kill -9 the controller waits for the old session's end before it lets the node in.
    config.setProperty("broker.session.timeout.ms", "2000");
    config.setProperty("broker.heartbeat.interval.ms", "400");
  }
}
