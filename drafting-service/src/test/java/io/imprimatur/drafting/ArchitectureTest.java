package io.imprimatur.drafting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.imprimatur.drafting", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String DRAFT = "io.imprimatur.drafting.draft";
  private static final String WEB = DRAFT + ".web..";
  private static final String MESSAGING = DRAFT + ".messaging..";
  private static final String PERSISTENCE = DRAFT + ".persistence..";
  private static final String[] DOMAIN = {DRAFT, DRAFT + ".html..", DRAFT + ".imports.."};

  @ArchTest
  static final ArchRule theDomainIsPlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              WEB,
              MESSAGING,
              PERSISTENCE,
              "org.springframework..",
              "com.mongodb..",
              "org.bson..",
              "org.apache.kafka..",
              "jakarta.servlet..",
              "tools.jackson..");

  @ArchTest
  static final ArchRule edgesDoNotKnowEachOther =
      slices().matching(DRAFT + ".(web|messaging|persistence)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule noOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.imprimatur.review..",
              "io.imprimatur.publishing..",
              "io.imprimatur.notification..");

  @ArchTest
  static final ArchRule everyEdgeIsThere =
      classes()
          .that()
          .resideInAnyPackage(WEB, MESSAGING, PERSISTENCE)
          .should(
              com.tngtech.archunit.lang.conditions.ArchConditions.be(
                  Predicates.resideInAPackage(DRAFT + "..")));
}
