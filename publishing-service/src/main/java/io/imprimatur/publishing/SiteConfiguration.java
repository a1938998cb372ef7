package io.imprimatur.publishing;

import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.people.PublicPaths;
import io.imprimatur.publishing.publication.Publications;
import io.imprimatur.publishing.publication.SealCheck;
import io.imprimatur.publishing.publication.web.AfterWithdrawal;
import io.imprimatur.publishing.site.ChangeWatch;
import io.imprimatur.publishing.site.Identity;
import io.imprimatur.publishing.site.Press;
import io.imprimatur.publishing.site.Proofs;
import io.imprimatur.publishing.site.Shelf;
import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.persistence.MongoShelf;
import io.imprimatur.publishing.site.web.Assets;
import io.imprimatur.publishing.site.web.SiteLife;
import io.imprimatur.publishing.site.web.TemplatePress;
import io.imprimatur.seals.SealKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
    return new Identity(
        office,
        PublishingSettings.bare(settings.publicUrl()),
        PublishingSettings.bare(settings.subscriptionsUrl()),
        settings.sealKeys().shownUrl().toString());
  }

  @Bean
  Shelf shelf(MongoOperations mongo) {
    return new MongoShelf(mongo);
  }

  @Bean
  Proofs proofs(Shelf shelf, SealCheck seals, Publications publications, MeterRegistry metrics) {
    var alarms = metrics.counter("imprimatur.publications.withheld");
    return new Proofs(
        shelf,
        seals,
        (articleId, wrong) -> {
          wrong.ifPresent(why -> alarms.increment());
          publications.noteTampering(articleId, wrong);
        });
  }

  @Bean
  Press press(ITemplateEngine templates, Identity identity) {
    return new TemplatePress(templates, identity, new Assets());
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
            () -> watch.get().isAway());
    watch.set(new ChangeWatch(shelf, site::changed, site::forgetAll));
    return new SiteAndWatch(site, watch.get());
  }

  record SiteAndWatch(Site site, ChangeWatch watch) {}

  @Bean
  Site site(SiteAndWatch both) {
    return both.site();
  }

  @Bean
  SiteLife siteLife(SiteAndWatch both, PublishingSettings settings) {
    return new SiteLife(both.site(), both.watch(), settings.lookEvery(), settings.warmArticles());
  }

  @Bean
  AfterWithdrawal afterWithdrawal(SiteAndWatch both) {
    return (articleId, path) -> {
      both.site().withdrawn(articleId, path);
      both.watch().look();
    };
  }
}
