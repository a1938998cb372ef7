package io.imprimatur.publishing;

import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.people.PublicPaths;
import io.imprimatur.publishing.publication.Publications;
import io.imprimatur.publishing.publication.SealCheck;
import io.imprimatur.publishing.publication.web.AfterWithdrawal;
import io.imprimatur.publishing.site.Alarms;
import io.imprimatur.publishing.site.Catalogue;
import io.imprimatur.publishing.site.ChangeWatch;
import io.imprimatur.publishing.site.Identity;
import io.imprimatur.publishing.site.Press;
import io.imprimatur.publishing.site.Proofs;
import io.imprimatur.publishing.site.Search;
import io.imprimatur.publishing.site.SearchIndex;
import io.imprimatur.publishing.site.Shelf;
import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.persistence.MongoShelf;
import io.imprimatur.publishing.site.search.LuceneIndex;
import io.imprimatur.publishing.site.web.Assets;
import io.imprimatur.publishing.site.web.ReadyPages;
import io.imprimatur.publishing.site.web.SiteLife;
import io.imprimatur.publishing.site.web.TemplatePress;
import io.imprimatur.seals.SealKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.data.mongodb.core.MongoOperations;
import org.thymeleaf.ITemplateEngine;

/** Puts the public site together. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

  /** Everything but the programs' part. */
  @Bean
  PublicPaths publicPaths() {
    return PublicPaths.none().get("/", "/{first:(?!api$|actuator$|v3$|error$).*}/**");
  }

  @Bean
  Identity identity(Office office, PublishingSettings settings) {
    for (String taken : List.of("news", "archive", "search")) {
      if (office.section(taken).isPresent()) {
        throw new IllegalStateException(
            "imprimatur.office.sections must not have the id %s: the site has pages there"
                .formatted(taken));
      }
    }
    return new Identity(
        office,
        PublishingSettings.bare(settings.publicUrl()),
        PublishingSettings.bare(settings.subscriptionsUrl()),
        settings.sealKeys().shownUrl().toString());
  }

  @Bean
  Alarms alarms(Publications publications, MeterRegistry metrics) {
    var findings = metrics.counter("imprimatur.publications.withheld");
    return new Alarms(findings::increment, publications::noteTampering);
  }

  @Bean
  Shelf shelf(MongoOperations mongo, Alarms alarms) {
    return new MongoShelf(mongo, alarms);
  }

  @Bean
  UnprovenFigure unprovenFigure(Shelf shelf, Asking store) {
    return new UnprovenFigure(shelf, store);
  }

  @Bean
  Proofs proofs(Shelf shelf, SealCheck seals, Alarms alarms) {
    return new Proofs(shelf, seals, alarms);
  }

  @Bean
  Assets assets(@Value("${imprimatur.pages.bootstrap-version}") String bootstrap) {
    return new Assets(bootstrap);
  }

  @Bean
  Press press(ITemplateEngine templates, Identity identity, Assets assets) {
    return new TemplatePress(templates, identity, assets);
  }

  @Bean(destroyMethod = "close")
  SearchIndex searchIndex() {
    return new LuceneIndex();
  }

  @Bean
  Catalogue catalogue(Shelf shelf, Proofs proofs, SearchIndex index) {
    return new Catalogue(shelf, proofs, index);
  }

  /** The site and the watch know each other: one is told changes, the other asks what is away. */
  @Bean
  SiteAndWatch siteAndWatch(
      Shelf shelf,
      Proofs proofs,
      Identity identity,
      Press press,
      SealKeys keys,
      Clock clock,
      Catalogue catalogue,
      PublishingSettings settings) {
    AtomicReference<ChangeWatch> watch = new AtomicReference<>();
    Site site =
        new Site(
            shelf,
            proofs,
            identity,
            press,
            keys::pem,
            clock,
            settings.pageMemory().toBytes(),
            settings.withheldFor(),
            settings.sitemapEntries(),
            () -> watch.get().isAway());
    watch.set(
        new ChangeWatch(
            shelf,
            changes -> {
              site.changed(changes);
              catalogue.changed(changes);
            },
            () -> {
              site.forgetAll();
              catalogue.allChanged();
            }));
    return new SiteAndWatch(site, watch.get());
  }

  record SiteAndWatch(Site site, ChangeWatch watch) {}

  @Bean
  Search search(
      Shelf shelf,
      Proofs proofs,
      Identity identity,
      Press press,
      SearchIndex index,
      Catalogue catalogue,
      SiteAndWatch both) {
    return new Search(
        shelf, proofs, identity, press, index, catalogue, () -> both.watch().isAway());
  }

  @Bean
  Site site(SiteAndWatch both) {
    return both.site();
  }

  /** Behind what counts and traces requests, before what asks who sends them. */
  @Bean
  FilterRegistrationBean<ReadyPages> readyPages(Site site) {
    FilterRegistrationBean<ReadyPages> first = new FilterRegistrationBean<>(new ReadyPages(site));
    first.setOrder(Ordered.HIGHEST_PRECEDENCE + 13);
    return first;
  }

  @Bean
  SiteLife siteLife(SiteAndWatch both, Catalogue catalogue, PublishingSettings settings) {
    return new SiteLife(
        both.site(),
        both.watch(),
        catalogue,
        settings.lookEvery(),
        settings.withheldFor(),
        settings.warmArticles());
  }

  @Bean
  AfterWithdrawal afterWithdrawal(SiteAndWatch both, Catalogue catalogue) {
    return (articleId, path) -> {
      both.site().withdrawn(articleId, path);
      catalogue.withdrawn(articleId);
      both.watch().look();
    };
  }
}
