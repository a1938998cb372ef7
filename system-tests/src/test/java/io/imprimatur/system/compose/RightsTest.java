package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.system.Newsroom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka and MongoDB know who is who: what each service's user may do, tried as that user. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(4)
class RightsTest {

  private static final List<String> TOPICS =
      Newsroom.SERVICES.stream().map(service -> "imprimatur." + service).toList();

  private static Project project;

  @BeforeAll
  static void start(Project running) {
    project = running;
  }

  @ParameterizedTest
  @ValueSource(strings = {"drafting", "review", "publishing", "notification"})
  void aServiceWritesItsOwnDeadLettersAndToNobodyElsesTopic(String service) throws Exception {
    Broker broker = project.broker(service);
    Set<String> others = new TreeSet<>(topics());
    others.remove("imprimatur." + service); // that it may write there, every journey shows
    assertThat(others).hasSize(10);
    for (String topic : others) {
      boolean own = topic.endsWith(".imprimatur." + service + ".dlt");
      var refusal = broker.refusalToWrite(topic);
      if (own) {
        assertThat(refusal).as(service + " writes " + topic).isEmpty();
      } else {
        assertThat(refusal)
            .as(service + " writes " + topic)
            .get()
            .isInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drafting", "review", "publishing", "notification"})
  void aServiceReadsAllFourTopicsInItsOwnGroupAlone(String service) {
    Broker broker = project.broker(service);
    for (String topic : TOPICS) {
      assertThat(broker.refusalToRead(topic, "imprimatur." + service)).as(topic).isEmpty();
    }
    String other = service.equals("review") ? "drafting" : "review";
    assertThat(broker.refusalToRead(TOPICS.getFirst(), "imprimatur." + other))
        .get()
        .isInstanceOf(GroupAuthorizationException.class);
    assertThat(
            broker.refusalToRead(
                "imprimatur.drafting.imprimatur.review.dlt", "imprimatur." + service))
        .get()
        .isInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void whoHasNoPasswordIsLetInByNeither() {
    Broker stranger = new Broker(project.broker("review").address(), "review", "guessed");
    assertThat(stranger.refusalToWrite("imprimatur.review"))
        .get()
        .isInstanceOf(SaslAuthenticationException.class);
    String guessed = project.mongo("review").replaceFirst(":[0-9a-f]+@", ":guessed@");
    try (MongoClient mongo = MongoClients.create(guessed)) {
      assertThatThrownBy(() -> mongo.getDatabase("review").getCollection("reviews").find().first())
          .isInstanceOf(MongoSecurityException.class);
    }
  }

  @Test
  void topicsAreAsTheServicesWantThem() throws Exception {
    try (Admin admin = project.broker("admin").admin()) {
      for (String topic : topics()) {
        var described = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        assertThat(described.partitions()).as(topic).hasSize(12);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(config.get("max.message.bytes").value())
            .isEqualTo(topic.endsWith(".dlt") ? "2228224" : "2162688");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drafting", "review", "publishing", "notification"})
  void aServicesUserReadsAndWritesItsOwnDatabaseAndNoOther(String service) {
    try (MongoClient mongo = MongoClients.create(project.mongo(service))) {
      mongo.getDatabase(service).getCollection("sessions").find().first();
      for (String other : Newsroom.SERVICES) {
        if (!other.equals(service)) {
          var collection = mongo.getDatabase(other).getCollection("parkedEvents");
          refused(() -> collection.find().first());
          refused(() -> collection.insertOne(new Document("_id", service)));
          refused(() -> mongo.getDatabase(other).drop());
        }
      }
      refused(() -> mongo.getDatabase("admin").getCollection("system.users").find().first());
      refused(
          () ->
              mongo
                  .getDatabase(service)
                  .runCommand(
                      new Document("createUser", "friend")
                          .append("pwd", "friend")
                          .append("roles", List.of("readWrite"))));
    }
  }

  private static void refused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(MongoException.class, e -> assertThat(e.getCode()).isEqualTo(13));
  }

  @Test
  void aRightThatIsTakenAndGivenBackFindsTheListenersWaiting() throws Exception {
    AclBinding right =
        new AclBinding(
            new ResourcePattern(ResourceType.GROUP, "imprimatur.review", PatternType.LITERAL),
            new AccessControlEntry("User:review", "*", AclOperation.READ, AclPermissionType.ALLOW));
    Newsroom newsroom = new Newsroom(project);
    try (Admin admin = project.broker("admin").admin()) {
      assertThat(admin.deleteAcls(List.of(right.toFilter())).all().get()).hasSize(1);
      try {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    admin
                        .describeConsumerGroups(List.of("imprimatur.review"))
                        .all()
                        .get()
                        .get("imprimatur.review")
                        .members()
                        .isEmpty());
      } finally {
        admin.createAcls(List.of(right)).all().get();
      }
    }
    String title = "Rights are given late " + UUID.randomUUID();
    String article = newsroom.write(title, "<p>They hold all the same.</p>", "services", "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
  }

  private static Collection<String> topics() throws Exception {
    try (Admin admin = project.broker("admin").admin()) {
      return admin.listTopics().names().get();
    }
  }
}
