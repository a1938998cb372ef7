package io.imprimatur.notification;

import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Subscribers;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Scrape;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service in this process, with topics, a database and a mail server that nobody else uses. */
final class Watched implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(60);

  final PostOffice post = new PostOffice();
  final Publishing publishing;
  final Http http;
  private final int port;
  private final ConfigurableApplicationContext context;

  Watched(String system, Map<String, String> more) {
    TestBroker.topics().create(List.of(system + ".publishing", system + ".notification"));
    publishing = new Publishing(system, RunningService.KEYS);
    Map<String, String> settings = new TreeMap<>(TestStack.properties(Watched.class));
    settings.putAll(RunningService.settings(post.port()));
    settings.put("imprimatur.events.system", system);
    settings.put("server.port", "0");
    settings.putAll(more);
    List<String> arguments = new ArrayList<>();
    settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    context =
        new SpringApplicationBuilder(NotificationApplication.class)
            .run(arguments.toArray(String[]::new));
    port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    http = new Http(port);
  }

  /** Somebody who confirmed an hour ago. */
  void subscribed(String address, Interest... interests) {
    context
        .getBean(Subscribers.class)
        .changeAt(
            Address.of(address),
            s -> s.confirm(Set.of(interests), Instant.now().minusSeconds(3600)));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Somebody at the pages, signed in. */
  TestDesk desk(TestPerson who) {
    return TestDesk.of(port, who, "/alerts");
  }

  void awaitAlert(String article, String state) {
    await("alert about " + article + " " + state)
        .atMost(SOON)
        .until(
            () ->
                http.get(TestPerson.ADAM_FREY, "/api/alerts/" + article)
                    .json()
                    .path("state")
                    .asString("")
                    .equals(state));
  }

  Scrape scrape() {
    return Scrape.of(http);
  }

  Scrape awaitScrape(Predicate<Scrape> until) {
    return await().atMost(SOON).until(this::scrape, until);
  }

  @Override
  public void close() {
    context.close();
    post.close();
  }
}
