package io.imprimatur.testkit;

import com.mongodb.client.MongoClients;
import io.imprimatur.containers.Containers;
import io.imprimatur.containers.PartsUsed;
import io.imprimatur.store.DocumentStore;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The store for tests: one that all tests of this JVM share, or one of a test's own that it may
 * kill. Both are the project's own document store, or MongoDB in a container where the build has
 * the profile {@code containers}.
 *
 * <p>Where the environment variable {@code MONGODB_URI} is set, the shared one is that server and
 * nothing is started.
 */
public final class TestStore {

  private TestStore() {}

  /** MongoDB URI of a database in the shared store; the first call starts the store. */
  public static String uri(String database) {
    return MongoUri.withDatabase(Shared.URI, database);
  }

  /**
   * URI of a database that nobody else uses, named after a test class. A database on a server of
   * {@code MONGODB_URI} is dropped when this JVM ends.
   */
  public static String newDatabase(Class<?> test) {
    String name =
        test.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")
            + "-"
            + UUID.randomUUID().toString().substring(0, 8);
    String uri = uri(name);
    if (Shared.EXTERNAL) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(uri, name), "drop-" + name));
    }
    return uri;
  }

  /** A store of the test's own, which can be killed and started again. */
  public static ServerProcess process() {
    if (Containers.wanted()) {
      return new ContainerServer(Containers.ownStore(Ports.free()));
    }
    Path data = TemporaryFolder.create("store");
    int port = Ports.free();
    return new LocalServer(
        "mongodb://127.0.0.1:" + port,
        data,
        output ->
            Processes.java("io.imprimatur.store.DocumentStore")
                .option("-Xmx256m")
                .argument("--port", Integer.toString(port))
                .argument("--data", data.resolve("data").toString())
                .output(output));
  }

  private static void drop(String uri, String database) {
    try (var client = MongoClients.create(uri)) {
      client.getDatabase(database).drop();
    }
  }

  private static final class Shared {

    static final Optional<String> GIVEN = GivenPart.of("MONGODB_URI");
    static final boolean EXTERNAL = GIVEN.isPresent();
    static final String URI = uri();

    private static String uri() {
      QuietLogs.apply();
      if (EXTERNAL) {
        PartsUsed.store("the one of MONGODB_URI", GIVEN.get());
        return GIVEN.get();
      }
      return Containers.wanted() ? Containers.uri(Containers.store()) : start();
    }

    private static String start() {
      Path data = TemporaryFolder.create("store");
      DocumentStore store = DocumentStore.start(data, 0);
      TemporaryFolder.atExit(store, data);
      PartsUsed.store("the project's own document store", store.uri());
      return store.uri();
    }
  }
}
