package io.imprimatur.notification;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.messaging.Preparations;
import io.imprimatur.kit.messaging.Preparations.Preparation;
import io.imprimatur.kit.messaging.TypesTold;
import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.observability.Traces;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.kit.people.PublicPaths;
import io.imprimatur.kit.restore.Restores;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertEnding;
import io.imprimatur.notification.alert.AlertHearing;
import io.imprimatur.notification.alert.AlertMails;
import io.imprimatur.notification.alert.AlertPlanning;
import io.imprimatur.notification.alert.AlertPost;
import io.imprimatur.notification.alert.AlertSettings;
import io.imprimatur.notification.alert.Leases;
import io.imprimatur.notification.alert.StoreAnswers;
import io.imprimatur.notification.alert.messaging.OwnAlertEvents;
import io.imprimatur.notification.alert.messaging.PublishingEvents;
import io.imprimatur.notification.alert.persistence.MongoAlertWatch;
import io.imprimatur.notification.alert.persistence.MongoAlerts;
import io.imprimatur.notification.alert.persistence.MongoLedger;
import io.imprimatur.notification.alert.persistence.MongoLedgerView;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.subscription.AskingLimit;
import io.imprimatur.notification.subscription.ConfirmationMails;
import io.imprimatur.notification.subscription.Links;
import io.imprimatur.notification.subscription.ManageMails;
import io.imprimatur.notification.subscription.SubscriberPost;
import io.imprimatur.notification.subscription.Subscribing;
import io.imprimatur.notification.subscription.SubscriptionSettings;
import io.imprimatur.notification.subscription.persistence.MongoSubscribers;
import io.imprimatur.seals.SealVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

  private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

  @Bean
  PublicPaths publicPaths() {
    return PublicPaths.none()
        .get("/", "/subscriptions", "/subscriptions/**")
        .post(
            "/api/subscriptions",
            "/subscriptions",
            "/subscriptions/confirm",
            "/subscriptions/language",
            "/subscriptions/manage",
            "/subscriptions/manage/end",
            "/subscriptions/manage/link",
            "/subscriptions/unsubscribe");
  }

  @Bean
  MongoSubscribers subscribers(MongoOperations mongo, Clock clock) {
    return new MongoSubscribers(mongo, clock);
  }

  @Bean
  MongoAlerts alerts(MongoOperations mongo, Aggregates aggregates, Transitions transitions) {
    return new MongoAlerts(mongo, aggregates, transitions);
  }

  @Bean
  MongoLedger ledger(MongoOperations mongo, Clock clock) {
    return new MongoLedger(mongo, clock);
  }

  @Bean
  MongoLedgerView ledgerView(MongoOperations mongo) {
    return new MongoLedgerView(mongo);
  }

  @Bean
  Figures figures(MeterRegistry metrics, MongoLedgerView ledger, Clock clock, Asking store) {
    return new Figures(metrics, ledger, clock, store);
  }

  @Bean
  AlertFigures alertFigures(
      MongoOperations mongo,
      Aggregates aggregates,
      AlertSettings settings,
      Clock clock,
      Asking store) {
    return new AlertFigures(
        new MongoAlertWatch(
            mongo, aggregates.collection(), settings.newsFor(), settings.reconnect()),
        clock,
        store);
  }

  @Bean
  Preparation notificationIndexes(
      MongoSubscribers subscribers, MongoAlerts alerts, MongoLedger ledger) {
    return Preparations.of(
        "notification indexes",
        () -> {
          subscribers.makeIndexes();
          alerts.makeIndexes();
          ledger.makeIndexes();
        });
  }

  @Bean
  Links links(SubscriptionSettings settings) {
    return new Links(TokenKey.read(settings.tokenKeyFile()), settings.url());
  }

  @Bean
  Rounds confirmationRounds(
      MongoSubscribers subscribers,
      MailServer server,
      ConfirmationMails mails,
      ManageMails manageMails,
      SubscriptionSettings settings,
      Clock clock,
      Figures figures) {
    SubscriberPost post =
        new SubscriberPost(
            subscribers, server, mails, manageMails, settings.pace(), clock, figures);
    return new Rounds("confirmations", 1, settings.poll(), goOn -> post.round());
  }

  @Bean
  Rounds forgettingRounds(
      MongoSubscribers subscribers, SubscriptionSettings settings, Clock clock) {
    return new Rounds(
        "forgetting",
        1,
        FORGET_EVERY,
        goOn -> {
          subscribers.forgetIdle(clock.instant().minus(settings.forgetAfter()));
          return false;
        });
  }

  @Bean
  AskingLimit askingLimit(SubscriptionSettings settings, Clock clock) {
    return new AskingLimit(
        settings.asksOfNetwork(), settings.asksPer(), settings.networksKept(), clock);
  }

  @Bean
  Subscribing subscribing(
      MongoSubscribers subscribers,
      Links links,
      SubscriptionSettings settings,
      Clock clock,
      Rounds confirmationRounds) {
    return new Subscribing(subscribers, links, settings.rules(), clock, confirmationRounds::signal);
  }

  @Bean
  PublishingEvents publishingEvents(
      MongoAlerts alerts,
      AlertSettings settings,
      SealVerifier seals,
      Restores restores,
      Clock clock) {
    return new PublishingEvents(
        new AlertHearing(settings.newsFor(), restores::lastBegun, clock), seals, alerts::heard);
  }

  @Bean
  TypesTold typesTold() {
    return new TypesTold(EventJson.typesOf(NotificationEvent.class));
  }

  @Bean
  OwnAlertEvents ownAlertEvents(MongoAlerts alerts) {
    return new OwnAlertEvents(
        new OwnAlertEvents.Documents() {
          @Override
          public Write<?> takenOver(Optional<Stored> article, NotificationEvent event) {
            return alerts.takenOver(article, event);
          }

          @Override
          public void holdAll() {
            alerts.holdAll();
          }
        });
  }

  @Bean
  AlertEnding alertEnding(MongoAlerts alerts, MongoLedger ledger, Clock clock, Traces traces) {
    return new AlertEnding(alerts, ledger, clock, traces);
  }

  @Bean
  Rounds endingRounds(AlertEnding ending, AlertSettings settings) {
    return new Rounds(
        "alert-ending",
        1,
        settings.poll(),
        goOn -> {
          ending.round();
          return false;
        });
  }

  @Bean
  StoreAnswers storeAnswers(AlertSettings settings, Clock clock) {
    return new StoreAnswers(settings.lease(), clock);
  }

  @Bean
  Leases leases(
      MongoLedger ledger, StoreAnswers storeAnswers, AlertSettings settings, Clock clock) {
    return new Leases(ledger, storeAnswers, settings.lease(), clock);
  }

  @Bean
  Rounds leaseRounds(Leases leases, AlertSettings settings) {
    Rounds rounds =
        new Rounds(
            "alert-leases",
            1,
            settings.lease().dividedBy(3),
            goOn -> {
              leases.round();
              return false;
            });
    // Mails whose instance ends keep their ranges until the last one has its outcome.
    return rounds.endingLast();
  }

  @Bean
  Rounds postRounds(
      MongoAlerts alerts,
      MongoLedger ledger,
      MongoSubscribers subscribers,
      MailServer server,
      AlertMails mails,
      AlertEnding ending,
      Leases leases,
      StoreAnswers storeAnswers,
      AlertSettings settings,
      Clock clock,
      Traces traces,
      Figures figures) {
    AlertPost post =
        new AlertPost(
            alerts,
            ledger,
            subscribers,
            server,
            mails,
            ending,
            leases,
            storeAnswers,
            settings.post(),
            clock,
            traces,
            figures);
    return new Rounds("alert-post", settings.workers(), settings.poll(), post::round);
  }

  @Bean
  Rounds planningRounds(
      MongoAlerts alerts,
      MongoLedger ledger,
      MongoSubscribers subscribers,
      AlertSettings settings,
      Clock clock,
      Traces traces,
      Rounds postRounds) {
    AlertPlanning planning =
        new AlertPlanning(
            alerts, ledger, subscribers, settings.planning(), clock, traces, postRounds::signalAll);
    return new Rounds("alert-planning", 1, settings.poll(), goOn -> planning.round());
  }

  @Bean
  AlertDesk alertDesk(
      MongoAlerts alerts,
      MongoLedger ledger,
      MongoSubscribers subscribers,
      MongoLedgerView view,
      AlertEnding ending,
      Clock clock,
      Rounds planningRounds) {
    return new AlertDesk(alerts, ledger, view, subscribers, ending, clock, planningRounds::signal);
  }
}
