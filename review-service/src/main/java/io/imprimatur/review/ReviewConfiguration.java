package io.imprimatur.review;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Answers;
import io.imprimatur.kit.aggregate.OutboxEntries;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.messaging.EventSettings;
import io.imprimatur.kit.messaging.Preparations;
import io.imprimatur.kit.messaging.Preparations.Preparation;
import io.imprimatur.kit.messaging.TypesTold;
import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.people.PublicPaths;
import io.imprimatur.review.approval.Approvals;
import io.imprimatur.review.approval.Hearing;
import io.imprimatur.review.approval.Resumption;
import io.imprimatur.review.approval.Retold;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Routes;
import io.imprimatur.review.approval.Texts;
import io.imprimatur.review.approval.messaging.NeighbourEvents;
import io.imprimatur.review.approval.messaging.OwnReviewEvents;
import io.imprimatur.review.approval.persistence.MongoReviews;
import io.imprimatur.review.approval.persistence.MongoRoutes;
import io.imprimatur.review.approval.persistence.MongoTexts;
import io.imprimatur.seals.SealVerifier;
import io.imprimatur.seals.Sealer;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.json.JsonMapper;

/** Puts the domain and its edges together. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

  @Bean
  Sealer sealer(SealSettings settings) {
    return Sealer.read(settings.keysFile());
  }

  @Bean
  PublicPaths publicPaths() {
    return PublicPaths.none().get("/.well-known/jwks.json");
  }

  @Bean
  MongoReviews reviews(
      MongoOperations mongo,
      Aggregates aggregates,
      Transitions transitions,
      MeterRegistry metrics) {
    return new MongoReviews(
        mongo, aggregates, new SecureRandom(), transitions, new DecisionTimes(metrics));
  }

  @Bean
  WaitingFigures waitingFigures(MongoReviews reviews, Clock clock, Asking store) {
    return new WaitingFigures(reviews, clock, store);
  }

  @Bean
  Texts texts(MongoOperations mongo) {
    return new MongoTexts(mongo);
  }

  /** Routes have documents of their own, written as articles are but telling nothing. */
  @Bean
  MongoRoutes routes(
      MongoOperations mongo,
      EventSettings events,
      JsonMapper json,
      Clock clock,
      Office office,
      RouteSettings settings) {
    Aggregates documents =
        new Aggregates(
            mongo,
            MongoRoutes.COLLECTION,
            new OutboxEntries(events.source(events.service()), clock, () -> null),
            new Answers(json),
            section -> {});
    return new MongoRoutes(mongo, documents, settings.of(office.sectionIds()));
  }

  @Bean
  Approvals approvals(MongoReviews reviews, Texts texts, Sealer sealer, Clock clock) {
    return new Approvals(reviews, texts, sealer, clock);
  }

  @Bean
  NeighbourEvents neighbourEvents(
      Texts texts, Routes routes, Clock clock, Sealer sealer, MongoReviews reviews) {
    return new NeighbourEvents(
        new Hearing(texts, routes, clock), new SealVerifier(sealer.publicKeys()), reviews::heard);
  }

  @Bean
  TypesTold typesTold() {
    return new TypesTold(EventJson.typesOf(ReviewEvent.class));
  }

  @Bean
  OwnReviewEvents ownReviewEvents(Sealer sealer, MongoReviews reviews) {
    return new OwnReviewEvents(
        new SealVerifier(sealer.publicKeys()),
        new OwnReviewEvents.Documents() {
          @Override
          public Write<?> takenOver(
              String articleId,
              Optional<Stored> stored,
              BiFunction<Review, Retold, Resumption> take) {
            return reviews.takenOver(articleId, stored, take);
          }

          @Override
          public long sealedRevision(Stored stored) {
            return reviews.sealedRevision(stored);
          }
        });
  }

  @Bean
  Preparation reviewIndexes(MongoReviews reviews) {
    return Preparations.of("review-indexes", reviews::makeIndexes);
  }

  @Bean
  Preparation firstRoutes(MongoRoutes routes, Clock clock) {
    return Preparations.of("first-routes", () -> routes.begin(clock.instant()));
  }
}
