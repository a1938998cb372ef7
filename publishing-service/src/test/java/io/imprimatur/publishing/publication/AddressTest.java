package io.imprimatur.publishing.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  private static final String ID = "01939c6e-7b1a-7cc0-8000-0123456789ab";
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant DAY = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Winter opening hours | winter-opening-hours",
        "  The province's 3rd—and last—meeting!  | the-provinces-3rd-and-last-meeting",
        "Café Müller: Straße, Øresund | cafe-muller-strasse-oresund",
        "ＡＢＣ ﬁnance | abc-finance",
        "100 days | 100-days",
        "R&D in 临河 grows | r-d-in-grows"
      })
  void aTitlesWordsMakeTheSlug(String title, String slug) {
    assertThat(Slug.of(title)).contains(slug);
  }

  @ParameterizedTest
  @ValueSource(strings = {"临河大坝今日合龙", "全省GDP增长百分之五点二", "2026", "— … —", "Новости"})
  void aTitleInOtherLettersMakesNone(String title) {
    assertThat(Slug.of(title)).isEmpty();
  }

  @Test
  void aLongTitleIsCutBetweenWords() {
    String slug = Slug.of("word ".repeat(60)).orElseThrow();
    assertThat(slug.length()).isLessThanOrEqualTo(Slug.MAX_LENGTH);
    assertThat(slug).endsWith("-word");
    assertThat(Slug.of("x".repeat(300)).orElseThrow()).hasSize(Slug.MAX_LENGTH);
  }

  @Test
  void theEndOfTheIdMakesItOneOfAKind() {
    assertThat(address("en", "Winter hours", DAY, false))
        .isEqualTo("/en/news/2026/winter-hours-456789ab");
  }

  @Test
  void theWholeIdStandsWhereTheTitleGivesNoWordsOrTheAddressIsTaken() {
    assertThat(address("zh", "大坝合龙", DAY, false)).isEqualTo("/zh/news/2026/" + ID);
    assertThat(address("en", "Winter hours", DAY, true))
        .isEqualTo("/en/news/2026/winter-hours-" + ID);
  }

  @Test
  void theYearIsTheOffices() {
    assertThat(address("en", "Happy new year", Instant.parse("2026-12-31T16:00:00Z"), false))
        .startsWith("/en/news/2027/");
    assertThat(address("en", "Happy new year", Instant.parse("2026-12-31T15:59:59Z"), false))
        .startsWith("/en/news/2026/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/de/news/2026/x-1",
        "/en/news/26/x",
        "/en/news/2026/../x",
        "/en/news/2026/X",
        "//evil"
      })
  void nothingStandsElsewhere(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Address(path));
  }

  private static String address(String language, String title, Instant at, boolean taken) {
    return Address.of(ID, language, title, at, SHANGHAI, path -> taken).path();
  }
}
