package io.imprimatur.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A container that is killed comes back at the same address with what it acknowledged. */
@Tag("containers")
class ServerContainerTest {

  @Test
  void aStore() throws Exception {
    try (ServerContainer server = Containers.ownStore(freePort());
        var client = MongoClients.create(server.address())) {
      var documents = client.getDatabase("kept").getCollection("c");
      documents.insertOne(new Document("_id", 1));

      server.kill();
      assertThat(server.isAlive()).isFalse();
      server.start();
      assertThat(documents.countDocuments()).isOne();

      server.stop();
      server.start();
      assertThat(documents.countDocuments()).isOne();
      assertThat(server.output()).isNotBlank();
    }
  }

  @Test
  void aBroker() throws Exception {
    try (ServerContainer server = Containers.ownBroker(freePort());
        Admin admin = Admin.create(Map.of("bootstrap.servers", server.address()))) {
      admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get();

      server.kill();
      server.start();

      assertThat(admin.listTopics().names().get()).contains("kept");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
