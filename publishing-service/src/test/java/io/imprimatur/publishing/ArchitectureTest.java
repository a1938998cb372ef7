package io.imprimatur.publishing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.imprimatur.publishing",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String PUBLICATION = "io.imprimatur.publishing.publication";
  private static final String SITE = "io.imprimatur.publishing.site";

  @ArchTest
  static final ArchRule thePublicationIsPlainJava =
      classes()
          .that()
          .resideInAPackage(PUBLICATION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              PUBLICATION,
              "java..",
              "tools.jackson.databind..",
              "io.imprimatur.events",
              "io.imprimatur.seals",
              "io.imprimatur.kit",
              "io.imprimatur.kit.aggregate",
              "io.imprimatur.kit.people");

  @ArchTest
  static final ArchRule ofThePlumbingItKnowsOnlyPlainValues =
      noClasses()
          .that()
          .resideInAPackage(PUBLICATION)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "io\\.imprimatur\\.kit\\.(aggregate\\.(?!Idempotency).*|people\\.(?!Person$|Roles$).*)");

  @ArchTest
  static final ArchRule theSiteIsPlainJava =
      classes()
          .that()
          .resideInAPackage(SITE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              SITE,
              PUBLICATION,
              "java..",
              "com.github.benmanes.caffeine..",
              "com.nimbusds.jose",
              "io.imprimatur.compare",
              "io.imprimatur.events",
              "io.imprimatur.seals",
              "io.imprimatur.kit.office");

  @ArchTest
  static final ArchRule thePublicationKnowsNoSite =
      noClasses()
          .that()
          .resideInAPackage(PUBLICATION + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SITE + "..");

  @ArchTest
  static final ArchRule theWebKnowsNoOtherEdge =
      noClasses()
          .that()
          .resideInAnyPackage(PUBLICATION + ".web..", SITE + ".web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imprimatur.publishing..messaging..",
              "io.imprimatur.publishing..persistence..",
              "com.mongodb..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule onlyTheSearchKnowsItsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage(SITE + ".search..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule messagingKnowsNoOtherEdge =
      noClasses()
          .that()
          .resideInAPackage(PUBLICATION + ".messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imprimatur.publishing..web..", "io.imprimatur.publishing..persistence..");

  @ArchTest
  static final ArchRule persistenceKnowsNoOtherEdge =
      noClasses()
          .that()
          .resideInAnyPackage(PUBLICATION + ".persistence..", SITE + ".persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imprimatur.publishing..web..", "io.imprimatur.publishing..messaging..");

  @ArchTest
  static final ArchRule noServiceKnowsAnother =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imprimatur.drafting..", "io.imprimatur.review..", "io.imprimatur.notification..");
}
