package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Newsroom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More instances share the work, and fewer take it over, while articles are on their way. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(5)
class ScaledServicesTest {

  private static Project project;
  private static Newsroom newsroom;
  private static Books books;

  @BeforeAll
  static void start(Project running) {
    project = running;
    newsroom = new Newsroom(project);
    String reader = "reader-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "services", "en");
    books = new Books(project, newsroom, reader);
  }

  @Test
  void instancesComeAndGoWithoutAnybodyNoticing() throws Exception {
    try (InFlight before = InFlight.begin(newsroom, "More instances come", 3)) {
      project.mend(
          "--no-recreate",
          "--scale=drafting-service=2",
          "--scale=review-service=3",
          "--scale=publishing-service=2",
          "--scale=notification-service=2");
      books.balance(before.arrived());
    }
    assertThat(project.containers("review-service")).hasSize(3);
    try (Admin admin = project.broker("admin").admin()) {
      awaitInstances(admin, "review", 3);
      awaitInstances(admin, "notification", 2);
    }
    try (InFlight meanwhile = InFlight.begin(newsroom, "Instances go again", 6)) {
      meanwhile.awaitHalfWay();
      project.mend("--no-recreate");
      Map<String, String> articles = meanwhile.arrived();
      books.balance(articles);
    }
    for (String service : Project.SERVICES) {
      assertThat(project.containers(service)).as(service).hasSize(1);
    }
  }

  /** Each instance is at an address of its own. */
  private static void awaitInstances(Admin admin, String service, int instances) {
    String group = "imprimatur." + service;
    await(group)
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                admin
                    .describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .map(MemberDescription::host)
                    .distinct()
                    .count(),
            found -> found == instances);
  }
}
