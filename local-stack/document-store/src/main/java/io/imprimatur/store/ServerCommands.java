package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Commands about the server itself, and sessions. */
final class ServerCommands {

  /** What clients may expect: MongoDB 4.2, the oldest the drivers of today speak to. */
  private static final String VERSION = "4.2.0";

  private static final List<Integer> VERSION_PARTS = List.of(4, 2, 0, 0);
  private static final int WIRE_VERSION = 8;
  private static final int MOST_WRITES = 100_000;
  private static final int SESSION_MINUTES = 30;

  private final Clock clock;
  private final Cursors cursors;
  private final Instant started;

  ServerCommands(Clock clock, Cursors cursors) {
    this.clock = clock;
    this.cursors = cursors;
    this.started = clock.instant();
  }

  /** A standalone server: no replica set name, so drivers neither retry writes nor transact. */
  Reply hello(Catalog catalog, String database, Args args) {
    Document reply = new Document("helloOk", true);
    reply.append(args.command().equals("hello") ? "isWritablePrimary" : "ismaster", true);
    return Reply.of(
        reply
            .append("maxBsonObjectSize", Bson.MAX_SIZE)
            .append("maxMessageSizeBytes", WireServer.MAX_MESSAGE)
            .append("maxWriteBatchSize", MOST_WRITES)
            .append("localTime", clock.instant())
            .append("logicalSessionTimeoutMinutes", SESSION_MINUTES)
            .append("minWireVersion", 0)
            .append("maxWireVersion", WIRE_VERSION)
            .append("readOnly", false));
  }

  Reply buildInfo(Catalog catalog, String database, Args args) {
    return Reply.of(
        new Document("version", VERSION)
            .append("versionArray", VERSION_PARTS)
            .append("gitVersion", "imprimatur-document-store")
            .append("modules", List.of())
            .append("maxBsonObjectSize", Bson.MAX_SIZE));
  }

  Reply serverStatus(Catalog catalog, String database, Args args) {
    Duration uptime = Duration.between(started, clock.instant());
    return Reply.of(
        new Document("version", VERSION)
            .append("process", "imprimatur-document-store")
            .append("pid", ProcessHandle.current().pid())
            .append("uptime", uptime.toSeconds())
            .append("uptimeMillis", uptime.toMillis())
            .append("localTime", clock.instant())
            .append(
                "metrics",
                new Document(
                    "cursor", new Document("open", new Document("total", (long) cursors.size())))));
  }

  Reply connectionStatus(Catalog catalog, String database, Args args) {
    return Reply.of(
        new Document(
            "authInfo",
            new Document("authenticatedUsers", List.of())
                .append("authenticatedUserRoles", List.of())));
  }

  Reply ok(Catalog catalog, String database, Args args) {
    return Reply.ok();
  }

  Reply startSession(Catalog catalog, String database, Args args) {
    return Reply.of(
        new Document("id", new Document("id", UUID.randomUUID()))
            .append("timeoutMinutes", SESSION_MINUTES));
  }

  Reply noTransactions(Catalog catalog, String database, Args args) {
    throw Errors.illegalOperation(
        "Transaction numbers are only allowed on a replica set member or mongos");
  }
}
