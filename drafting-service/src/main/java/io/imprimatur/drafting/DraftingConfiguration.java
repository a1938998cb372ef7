package io.imprimatur.drafting;

import com.github.f4b6a3.uuid.UuidCreator;
import io.imprimatur.drafting.draft.Company;
import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Drafts;
import io.imprimatur.drafting.draft.House;
import io.imprimatur.drafting.draft.Overview;
import io.imprimatur.drafting.draft.Replacements;
import io.imprimatur.drafting.draft.Translations;
import io.imprimatur.drafting.draft.imports.Imports;
import io.imprimatur.drafting.draft.messaging.Listening;
import io.imprimatur.drafting.draft.messaging.OwnDraftingEvents;
import io.imprimatur.drafting.draft.messaging.SealCheck;
import io.imprimatur.drafting.draft.persistence.DraftIndexes;
import io.imprimatur.drafting.draft.persistence.StoredDrafts;
import io.imprimatur.drafting.draft.persistence.StoredPresences;
import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.EventJson;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.messaging.Preparations;
import io.imprimatur.kit.messaging.Preparations.Preparation;
import io.imprimatur.kit.messaging.TypesTold;
import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.kit.office.Office;
import io.imprimatur.seals.SealVerifier;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Puts the desk between its edges. */
@Configuration(proxyBeanMethods = false)
class DraftingConfiguration {

  private static final int SEARCH_SPAN = 5_000;

  @Bean
  StoredDrafts drafts(
      Aggregates aggregates, MongoOperations mongo, Clock clock, Transitions transitions) {
    return new StoredDrafts(aggregates, mongo, clock, SEARCH_SPAN, transitions);
  }

  @Bean
  ArticleFigures articleFigures(StoredDrafts drafts, Asking store) {
    return new ArticleFigures(drafts, store);
  }

  @Bean
  Preparation draftIndexes(Aggregates aggregates, MongoOperations mongo) {
    return Preparations.of(
        "draft indexes", () -> DraftIndexes.make(mongo, aggregates.collection()));
  }

  @Bean
  Preparation presenceIndexes(MongoOperations mongo) {
    return Preparations.of("presence indexes", () -> StoredPresences.makeIndexes(mongo));
  }

  @Bean
  House house(Office office) {
    return new House() {
      @Override
      public boolean hasSection(String id) {
        return office.section(id).isPresent();
      }

      @Override
      public boolean hasTopic(String id) {
        return office.topic(id).isPresent();
      }
    };
  }

  @Bean
  Desk desk(Drafts drafts, House house, ImportSettings imports, Clock clock) {
    return new Desk(
        drafts,
        house,
        new Imports(imports.limits()),
        clock,
        () -> UuidCreator.getTimeOrderedEpoch().toString());
  }

  @Bean
  Overview overview(Desk desk, Drafts drafts) {
    return new Overview(desk, drafts);
  }

  @Bean
  Replacements replacements(Desk desk) {
    return new Replacements(desk);
  }

  @Bean
  Translations translations(Desk desk, Drafts drafts) {
    return new Translations(desk, drafts);
  }

  @Bean
  Company company(Desk desk, MongoOperations mongo, Clock clock, PresenceSettings presence) {
    return new Company(
        desk, new StoredPresences(mongo), clock, presence.lasts(), presence.distance());
  }

  @Bean
  Listening listening(SealVerifier seals, StoredDrafts drafts) {
    return new Listening(new SealCheck(seals), drafts::heard);
  }

  @Bean
  TypesTold typesTold() {
    return new TypesTold(EventJson.typesOf(DraftingEvent.class));
  }

  @Bean
  OwnDraftingEvents ownDraftingEvents(StoredDrafts drafts) {
    return new OwnDraftingEvents(drafts::takenOver);
  }
}
