package io.imprimatur.seals.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.SealKeys;
import io.imprimatur.seals.SealVerifier;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SealsAutoConfigurationTest {

  /** Nobody listens at the discard port of this machine. */
  private static final String NOWHERE = "http://127.0.0.1:9/jwks.json";

  @TempDir Path folder;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(SealsAutoConfiguration.class));

  private ApplicationContextRunner verifying() {
    return application.withPropertyValues(
        "imprimatur.seal-keys.url=" + NOWHERE,
        "imprimatur.seal-keys.cache=" + folder.resolve("keys.json"));
  }

  @Test
  void anAddressGivesAVerifierAndItsHealth() {
    verifying()
        .run(
            context -> {
              assertThat(context).hasSingleBean(SealVerifier.class);
              HealthIndicator health =
                  context.getBean("sealKeysHealthIndicator", HealthIndicator.class);
              assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            });
  }

  @Test
  void keysThatAreAwayDegradeAndSayWhy() {
    verifying()
        .run(
            context -> {
              assertThatThrownBy(() -> context.getBean(SealKeys.class).find("some-key"))
                  .isInstanceOf(KeysUnreachable.class);
              Health health =
                  context.getBean("sealKeysHealthIndicator", HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
              assertThat(health.getDetails()).containsEntry("known", false);
              assertThat(health.getDetails().get("reason").toString())
                  .contains(NOWHERE)
                  .endsWith(". What is sealed with a key that is not known here waits.");
            });
  }

  @Test
  void settingsAreTakenAndCheckedAtTheStart() {
    verifying()
        .withPropertyValues("imprimatur.seal-keys.distance=3s", "imprimatur.seal-keys.timeout=7s")
        .run(
            context ->
                assertThat(context.getBean(SealKeySettings.class))
                    .extracting(s -> s.distance().toSeconds(), s -> s.timeout().toSeconds())
                    .containsExactly(3L, 7L));
    application
        .withPropertyValues("imprimatur.seal-keys.url=" + NOWHERE)
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining("cache"));
  }

  @Test
  void keysOfTheApplicationsOwnComeFirst() {
    SealKeys own = new SealKeys(URI.create(NOWHERE), folder.resolve("own.json"));
    verifying()
        .withBean(SealKeys.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(SealKeys.class)).isSameAs(own);
              assertThat(context)
                  .hasSingleBean(SealVerifier.class)
                  .hasBean("sealKeysHealthIndicator");
            });
  }

  @Test
  void whoOnlySealsGetsNothing() {
    application.run(
        context ->
            assertThat(context)
                .doesNotHaveBean(SealKeys.class)
                .doesNotHaveBean(SealVerifier.class)
                .doesNotHaveBean("sealKeysHealthIndicator"));
  }

  @Test
  void sealsThemselvesKnowNoSpring() {
    noClasses()
        .that()
        .resideInAPackage("io.imprimatur.seals")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..", "io.imprimatur.seals.spring")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.imprimatur.seals"));
  }
}
