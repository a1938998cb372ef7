package io.imprimatur.containers;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;

/** Whether a server answers its clients again. */
final class Answers {

  private static final int PATIENCE_SECONDS = 2;

  private Answers() {}

  /** Whether a MongoDB takes writes. */
  static boolean asPrimary(String uri) {
    String impatient = uri + "/?serverSelectionTimeoutMS=" + PATIENCE_SECONDS * 1000;
    try (MongoClient client = MongoClients.create(impatient)) {
      Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
      return hello.getBoolean("isWritablePrimary", false);
    } catch (MongoException notYet) {
      return false;
    }
  }

  /** Whether a Kafka has its cluster together. */
  static boolean asBroker(String servers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      return !admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + servers, e);
    }
  }
}
