package io.imprimatur.containers;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bson.Document;

/** Which store and which broker the tests of this JVM stood on. */
public final class PartsUsed {

  private static final Set<String> STORES = new ConcurrentSkipListSet<>();
  private static final Set<String> BROKERS = new ConcurrentSkipListSet<>();

  private PartsUsed() {}

  /**
   * Notes a store, with the version and the build that it gives itself.
   *
   * @param name what it is, in words
   * @param uri where it answers
   */
  public static void store(String name, String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      Document build = client.getDatabase("admin").runCommand(new Document("buildInfo", 1));
      STORES.add(
          "%s (as version %s, build \"%s\")"
              .formatted(name, build.getString("version"), build.getString("gitVersion")));
    }
  }

  /**
   * Notes a broker.
   *
   * @param name what it is, in words, with its version
   */
  public static void broker(String name) {
    BROKERS.add(name);
  }

  /** Both in one line; nothing where no test asked for any. */
  static Optional<String> line() {
    if (STORES.isEmpty() && BROKERS.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of("Tests ran on store: " + words(STORES) + "; broker: " + words(BROKERS));
  }

  private static String words(Set<String> parts) {
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }
}
