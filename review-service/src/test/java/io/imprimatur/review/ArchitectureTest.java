package io.imprimatur.review;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.imprimatur.review",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String DOMAIN = "io.imprimatur.review.approval";

  @ArchTest
  static final ArchRule theDomainIsPlainJava =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN,
              "java..",
              "javax.crypto..",
              "io.imprimatur.events",
              "io.imprimatur.seals",
              "io.imprimatur.kit",
              "io.imprimatur.kit.aggregate",
              "io.imprimatur.kit.inbox");

  @ArchTest
  static final ArchRule ofThePlumbingTheDomainKnowsOnlyPlainValues =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "io\\.imprimatur\\.kit\\.(aggregate\\.(?!Idempotency).*|inbox\\.(?!IllegalTransition).*)");

  @ArchTest
  static final ArchRule theWebKnowsNoOtherEdge =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN + ".web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN + ".messaging..",
              DOMAIN + ".persistence..",
              "com.mongodb..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule messagingKnowsNoOtherEdge =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN + ".messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DOMAIN + ".web..", DOMAIN + ".persistence..");

  @ArchTest
  static final ArchRule persistenceKnowsNoOtherEdge =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN + ".persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DOMAIN + ".web..", DOMAIN + ".messaging..");

  @ArchTest
  static final ArchRule noServiceKnowsAnother =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imprimatur.drafting..",
              "io.imprimatur.publishing..",
              "io.imprimatur.notification..");
}
