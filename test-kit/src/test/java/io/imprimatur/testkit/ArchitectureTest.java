package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.imprimatur.testkit.sample.tidy.note.Note;
import io.imprimatur.testkit.sample.tidy.note.persistence.NoteDocument;
import io.imprimatur.testkit.sample.tidy.note.web.NotePage;
import io.imprimatur.testkit.sample.untidy.note.Plain;
import io.imprimatur.testkit.sample.untidy.note.Shown;
import io.imprimatur.testkit.sample.untidy.note.Stored;
import io.imprimatur.testkit.sample.untidy.note.persistence.Row;
import io.imprimatur.testkit.sample.untidy.note.web.Page;
import org.junit.jupiter.api.Test;

/** The rules find what they are for. */
class ArchitectureTest {

  private static final String SAMPLES = "io.imprimatur.testkit.sample";

  private static JavaClasses classes(Class<?>... classes) {
    return new ClassFileImporter().importClasses(classes);
  }

  @Test
  void aTidyServicePasses() {
    JavaClasses tidy = classes(Note.class, NotePage.class, NoteDocument.class);
    assertThatCode(() -> Architecture.check(tidy, SAMPLES + ".tidy", "note", "web", "persistence"))
        .doesNotThrowAnyException();
  }

  @Test
  void anEmptyPackageFails() {
    JavaClasses tidy = classes(Note.class, NotePage.class, NoteDocument.class);
    assertThatThrownBy(() -> Architecture.check(tidy, SAMPLES + ".tidy", "note", "messaging"))
        .hasMessageContaining("failed to check any classes");
    assertThatThrownBy(() -> Architecture.check(tidy, SAMPLES + ".tidy", "letter", "web"))
        .hasMessageContaining("failed to check any classes");
  }

  @Test
  void aDomainThatKnowsATechnologyFails() {
    assertThatThrownBy(
            () ->
                Architecture.check(
                    classes(Stored.class, Page.class), SAMPLES + ".untidy", "note", "web"))
        .hasMessageContaining("Stored")
        .hasMessageContaining("belong to a technology");
  }

  @Test
  void aDomainThatKnowsAnEdgeFails() {
    assertThatThrownBy(
            () ->
                Architecture.check(
                    classes(Shown.class, Page.class), SAMPLES + ".untidy", "note", "web"))
        .hasMessageContaining("Shown")
        .hasMessageContaining("are an edge");
  }

  @Test
  void anEdgeThatKnowsAnotherFails() {
    JavaClasses untidy = classes(Plain.class, Row.class, Page.class);
    assertThatThrownBy(() -> Architecture.check(untidy, SAMPLES + ".untidy", "note", "persistence"))
        .hasMessageContaining("Row")
        .hasMessageContaining("another edge");
  }
}
