package io.imprimatur.kit.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.kit.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The office is read from one file, and a wrong file stops the start with a sentence. */
class OfficeTest {

  @Configuration
  @ImportAutoConfiguration(OfficeAutoConfiguration.class)
  static class Service {}

  private static final String SAMPLE =
      """
      imprimatur:
        office:
          zone: Europe/Oslo
          name: {zh: 甲, en: A}
          unit: {zh: 乙, en: B}
          mail: {from: news@a.example}
          legal:
            hosted-by: {zh: 甲, en: A}
            operated-by: {zh: 甲, en: A}
            identification-code: "0012"
            filing-number: "1"
            security-record-number: "2"
          accessibility: https://a.example/accessibility
          corrections: mailto:corrections@a.example
          contact: mailto:a@a.example
          sections:
            - {id: news, name: {zh: 新闻, en: News}}
          topics: []
      """;

  @TempDir Path folder;

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(Service.class)
        .web(WebApplicationType.NONE)
        .properties("logging.structured.format.console=")
        .run(arguments);
  }

  private ConfigurableApplicationContext startWith(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("office.yml"), yaml);
    return start("--IMPRIMATUR_OFFICE=" + file);
  }

  @Test
  void withoutAnotherFileItIsTheSampleOffice() {
    try (ConfigurableApplicationContext service = start()) {
      Office office = service.getBean(Office.class);
      assertThat(office.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
      assertThat(office.name().in("en")).isEqualTo("Linhe Province");
      assertThat(office.name().in("zh")).isEqualTo("临河省");
      assertThat(office.sectionIds())
          .containsExactly("government", "open-governance", "services", "investment", "tourism");
      assertThat(office.topic("flood-control").orElseThrow().name().en())
          .isEqualTo("Flood control");
      assertThat(office.legal().identificationCode()).isEqualTo("0000000000");
      assertThat(service.getEnvironment().getProperty("imprimatur.routes.default.steps[1].group"))
          .isEqualTo("reviewer");
    }
  }

  @Test
  void anotherFileIsAnotherOffice() throws IOException {
    try (ConfigurableApplicationContext service = startWith(SAMPLE)) {
      Office office = service.getBean(Office.class);
      assertThat(office.sectionIds()).containsExactly("news");
      assertThat(office.topics()).isEmpty();
      assertThat(office.legal().identificationCode()).isEqualTo("0012");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> start("--IMPRIMATUR_OFFICE=/nowhere/office.yml"))
        .hasMessageContaining("There is no office file at")
        .hasMessageContaining("/nowhere/office.yml");
  }

  @Test
  void aFileThatIsNoYamlIsNamed() {
    assertThatThrownBy(() -> startWith("imprimatur: [")).hasMessageContaining("is no YAML");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'zone: Europe/Oslo' | 'zone: Atlantis/West' | Atlantis/West",
        "'zone: Europe/Oslo' | '' | imprimatur.office.zone is missing",
        "'name: {zh: 甲, en: A}' | 'name: {zh: 甲}' | both languages",
        "'id: news' | 'id: Big News' | lower-case letters",
        "'topics: []' | 'topics: [{id: a, name: {zh: 甲, en: A}}, {id: a, name: {zh: 甲, en: A}}]' | names a twice",
        "'from: news@a.example' | 'from: nobody' | must be an address",
        "'identification-code: \"0012\"' | '' | legal.identification-code is missing"
      })
  void aWrongOfficeStopsTheStart(String right, String wrong, String sentence) {
    assertThat(SAMPLE).contains(right);
    ThrowingCallable start = () -> startWith(SAMPLE.replace(right, wrong));
    assertThatThrownBy(start).rootCause().hasMessageContaining(sentence);
  }

  @Test
  void anUnknownSectionOrTopicIsRefusedWithThoseThereAre() throws IOException {
    try (ConfigurableApplicationContext service = startWith(SAMPLE)) {
      Office office = service.getBean(Office.class);
      assertThat(office.requireSection("section", "news")).isEqualTo("news");
      assertThatThrownBy(() -> office.requireSection("section", "sport"))
          .isInstanceOf(Invalid.class)
          .hasMessage("section: must be one of news, not sport");
      assertThatThrownBy(() -> office.requireTopics("topics", List.of("x")))
          .isInstanceOfSatisfying(
              Invalid.class, e -> assertThat(e.errors().getFirst().field()).isEqualTo("topics[0]"));
    }
  }
}
