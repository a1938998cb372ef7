package io.imprimatur.system;

import io.imprimatur.containers.Containers;
import io.imprimatur.containers.PartsUsed;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** Whose store and whose broker the stack is started on. */
final class Parts {

  /** Variables of whoever runs the tests, which must not lead the stack elsewhere. */
  static final List<String> ADDRESSES =
      List.of("MONGODB_URI", "KAFKA_BOOTSTRAP_SERVERS", "OIDC_ISSUER", "SMTP_HOST");

  private Parts() {}

  /** Leads the stack's command to containers where the build wants them. */
  static void choose(Map<String, String> environment) {
    if (Containers.wanted()) {
      environment.put("MONGODB_URI", Containers.uri(Containers.store()));
      environment.put("KAFKA_BOOTSTRAP_SERVERS", Containers.broker().getBootstrapServers());
    }
  }

  /** Notes a started stack's own parts; containers are noted where they are started. */
  static void note(Stack stack) {
    if (!Containers.wanted()) {
      PartsUsed.store("the local stack's document store", "mongodb://" + stack.url("store"));
      PartsUsed.broker("the local stack's Apache Kafka " + AppInfoParser.getVersion());
    }
  }
}
