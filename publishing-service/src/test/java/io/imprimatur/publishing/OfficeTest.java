package io.imprimatur.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Http;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The office changes while its articles stand. */
class OfficeTest extends RunningSite {

  @TempDir Path folder;

  @Test
  void anArticleOfASectionThatIsNoMoreStillStandsAtItsAddress() throws Exception {
    var text = Samples.inSection(Samples.english("From a section that closes"), "tourism");
    String path = published(newArticle(), text);
    assertThat(Jsoup.parse(page(path).body()).select(".crumbs a").eachAttr("href"))
        .containsExactly("/en/", "/en/tourism");

    Map<String, String> settings = settings();
    settings.put("IMPRIMATUR_OFFICE", withoutTourism().toString());
    try (Instance later = Instance.start("imprimatur", settings)) {
      Http.Answer answer = later.http().get(null, path);
      assertThat(answer.status()).isEqualTo(200);
      Document page = Jsoup.parse(answer.body());
      assertThat(page.select("h1").text()).isEqualTo("From a section that closes");
      assertThat(page.select(".crumbs a").eachAttr("href")).containsExactly("/en/");
      assertThat(page.select("[href*=tourism]")).isEmpty();
      Document proof = Jsoup.parse(later.http().get(null, path + "/proof").body());
      assertThat(proof.select("[href^=/en/tourism]")).isEmpty();
      Document home = Jsoup.parse(later.http().get(null, "/en/").body());
      assertThat(home.select("article.lead-story h2 a").attr("href")).isEqualTo(path);
      assertThat(home.select("[href^=/en/tourism]")).isEmpty();
      for (String gone : List.of("/en/tourism", "/en/tourism/feed.atom")) {
        assertThat(later.http().get(null, gone).status()).as(gone).isEqualTo(404);
      }
    }
  }

  private Path withoutTourism() throws Exception {
    try (InputStream sample = getClass().getResourceAsStream("/office.yml")) {
      String office = new String(sample.readAllBytes(), UTF_8);
      String without =
          office.replace("      - id: tourism\n        name: {zh: 旅游, en: Tourism}\n", "");
      assertThat(without).isNotEqualTo(office);
      return Files.writeString(folder.resolve("office.yml"), without);
    }
  }
}
