package io.imprimatur.publishing;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.messaging.Preparations;
import io.imprimatur.kit.messaging.TypesTold;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.publishing.publication.Approvals;
import io.imprimatur.publishing.publication.HouseRules;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.PublicationDesk;
import io.imprimatur.publishing.publication.PublicationList;
import io.imprimatur.publishing.publication.Publications;
import io.imprimatur.publishing.publication.RefusedEvents;
import io.imprimatur.publishing.publication.Resumption;
import io.imprimatur.publishing.publication.SealCheck;
import io.imprimatur.publishing.publication.messaging.OwnPublishingEvents;
import io.imprimatur.publishing.publication.messaging.ParkedForgeries;
import io.imprimatur.publishing.publication.messaging.ReviewEvents;
import io.imprimatur.publishing.publication.persistence.MongoPublications;
import io.imprimatur.publishing.publication.persistence.PublicationDocument;
import io.imprimatur.publishing.publication.web.PublicUrl;
import io.imprimatur.seals.SealVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Puts the parts together that take texts in. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

  @Bean
  SealCheck sealCheck(SealVerifier verifier) {
    return new SealCheck(verifier);
  }

  @Bean
  MongoPublications publications(
      MongoOperations mongo,
      Aggregates aggregates,
      Transitions transitions,
      MeterRegistry metrics,
      Clock clock) {
    return new MongoPublications(
        mongo, aggregates, transitions, new ApprovalToPage(metrics, clock)::answers);
  }

  @Bean
  Preparations.Preparation publicationIndexes(MongoOperations mongo) {
    return Preparations.of("publication indexes", () -> MongoPublications.makeIndexes(mongo));
  }

  @Bean
  Approvals approvals(Office office, Publications publications, Clock clock) {
    return new Approvals(
        new HouseRules(Set.copyOf(office.sectionIds())), publications, office.zone(), clock);
  }

  @Bean
  ReviewEvents reviewEvents(SealCheck seals, Approvals approvals, MongoPublications publications) {
    return new ReviewEvents(seals, approvals, publications::heard);
  }

  @Bean
  TypesTold typesTold() {
    return new TypesTold(EventJson.typesOf(PublishingEvent.class));
  }

  @Bean
  OwnPublishingEvents ownPublishingEvents(
      SealVerifier verifier, Office office, MongoPublications publications) {
    return new OwnPublishingEvents(
        verifier,
        new Resumption(office.zone()),
        publications,
        new OwnPublishingEvents.Documents() {
          @Override
          public Write<?> takenOver(
              String articleId,
              Optional<Stored> stored,
              PublishingEvent event,
              UnaryOperator<Publication> after) {
            return publications.takenOver(articleId, stored, event, after);
          }

          @Override
          public Publication read(Stored stored) {
            return PublicationDocument.read(stored.fields());
          }
        });
  }

  @Bean
  RefusedEvents refusedEvents(ParkedEvents parked) {
    return new ParkedForgeries(parked);
  }

  @Bean
  PublicationDesk publicationDesk(
      Publications publications, RefusedEvents refused, SealCheck seals) {
    return new PublicationDesk(publications, refused, seals);
  }

  @Bean
  PublicationList publicationList(
      Publications publications, RefusedEvents refused, PublicationDesk desk) {
    return new PublicationList(publications, refused, desk);
  }

  @Bean
  PublicUrl publicUrl(PublishingSettings settings) {
    return new PublicUrl(PublishingSettings.bare(settings.publicUrl()));
  }
}
