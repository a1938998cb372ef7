package io.imprimatur.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.imprimatur.testkit.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String SERVICE = "io.imprimatur.notification";

  @Test
  void subscriptionsKeepToThePictureOfAllServices() {
    Architecture.check(SERVICE, "subscription", "web", "persistence", "mail");
  }

  @Test
  void alertsKeepToThePictureOfAllServices() {
    Architecture.check(SERVICE, "alert", "web", "messaging", "persistence", "mail");
  }

  @Test
  void onlyOnePackageSpeaksSmtp() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVICE);
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVICE + ".delivery.smtp")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
        .check(all);
    noClasses()
        .that()
        .resideInAPackage(SERVICE + ".delivery")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.thymeleaf..", "jakarta..")
        .check(all);
  }
}
