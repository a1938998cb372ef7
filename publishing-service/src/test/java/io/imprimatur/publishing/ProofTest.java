package io.imprimatur.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.imprimatur.events.CanonicalText;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever doubts a page follows its proof page word for word, and finds out. */
class ProofTest extends RunningSite {

  private static final List<String> FILES = List.of("text.json", "seal.jws", "key.pem");

  @TempDir Path folder;

  private record Outcome(int status, String output) {}

  @Test
  void theCommandsOnThePageSayThatTheTextIsGenuineAndNoticeEachAlteration() throws Exception {
    Tool.OPENSSL.demand();
    Text text = Samples.text("The proof 证明", "<p>水位 &lt; 3 m &amp; <em>falling</em></p>", "en");
    String article = newArticle();
    String path = published(article, text);
    Document page = Jsoup.parse(page(path + "/proof").body());
    fetch(page, path);
    String check = command(page, "check");

    Outcome genuine = run(check);
    assertThat(genuine.output).endsWith("\nGENUINE\n");
    assertThat(genuine.status).isZero();

    String textChanged = "NOT GENUINE: the text was changed.";
    String signatureWrong = "NOT GENUINE: the signature is wrong.";
    for (String file : FILES.subList(0, 2)) {
      byte[] good = Files.readAllBytes(folder.resolve(file));
      for (int place : new int[] {1, good.length / 2, good.length - 3}) {
        byte[] bad = good.clone();
        bad[place] = (byte) (bad[place] == 'A' ? 'B' : 'A');
        Files.write(folder.resolve(file), bad);
        Outcome forged = run(check);
        assertThat(forged.output.lines().toList())
            .as("%s at %d", file, place)
            .last(STRING)
            .startsWith(file.equals("text.json") ? textChanged : signatureWrong);
        assertThat(forged.status).as("%s at %d", file, place).isEqualTo(1);
      }
      Files.write(folder.resolve(file), good);
    }
    String other = published(newArticle(), Samples.english("Another text"));
    Files.write(
        folder.resolve("text.json"), page(other + "/proof/text.json").body().getBytes(UTF_8));
    assertThat(run(check).output.lines().toList()).last(STRING).startsWith(textChanged);
  }

  @Test
  void theKeyCanBeTakenFromTheOfficesOwnList() throws Exception {
    Tool.OPENSSL.demand();
    Tool.JQ.demand();
    String path = published(newArticle(), Samples.english("The office's own key"));
    Document page = Jsoup.parse(page(path + "/proof").body());
    fetch(page, path);
    String pem = Files.readString(folder.resolve("key.pem"));
    Files.delete(folder.resolve("key.pem"));

    String commands = command(page, "key");
    assertThat(commands).startsWith("curl -fsSo jwks.json '" + KEYS.url() + "'\n");
    Files.writeString(folder.resolve("jwks.json"), http.get(null, KEYS.url()).body());
    Outcome outcome = run(commands.substring(commands.indexOf('\n')));
    assertThat(outcome.status).as(outcome.output).isZero();
    assertThat(folder.resolve("key.pem")).hasContent(pem);
    assertThat(run(command(page, "check")).output).endsWith("\nGENUINE\n");
  }

  @Test
  void thePageNamesTheTextItsDigestItsKeyAndEachStepButNobody() {
    Text text = Samples.text("Named <b>\"here\"</b> & there", "<p>x</p>", "en");
    String article = newArticle();
    String path = published(article, text);
    String html = page(path + "/proof").body();
    Document page = Jsoup.parse(html);
    assertThat(page.select("dd.mono").eachText())
        .containsExactly(Digest.of(text).value(), KEYS.keyId());
    assertThat(page.select("dd a[href=" + path + "]").text()).isEqualTo(text.title());
    assertThat(page.select("tbody tr").eachText()).hasSize(2);
    assertThat(page.select("tbody tr").eachText())
        .allSatisfy(row -> assertThat(row).contains("A reviewer", "2026"));
    assertThat(html).doesNotContain("hmac-sha256");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(page.select("ul.files a").eachAttr("href"))
        .containsExactlyElementsOf(FILES.stream().map(f -> path + "/proof/" + f).toList());
  }

  @Test
  void theFilesAreByteForByteWhatWasSealedAndSayWhatTheyAre() {
    Text text = Samples.text("字节", "<p>逐字</p>", "zh");
    String article = newArticle();
    String path = published(article, text);
    Http.Answer json = page(path + "/proof/text.json");
    assertThat(json.body()).isEqualTo(CanonicalText.json(text));
    assertThat(Digest.ofBytes(json.body().getBytes(UTF_8))).isEqualTo(Digest.of(text));
    assertThat(json.header("content-type")).isEqualTo("application/json");
    assertThat(page(path + "/proof/seal.jws").header("content-type")).isEqualTo("application/jose");
    assertThat(page(path + "/proof/key.pem").body()).startsWith("-----BEGIN PUBLIC KEY-----\n");
    for (String file : FILES) {
      assertThat(page(path + "/proof/" + file).header("x-content-type-options"))
          .isEqualTo("nosniff");
    }
    assertThat(page(path + "/proof/other.txt").status()).isEqualTo(404);
  }

  /** Does what the page's curl lines say, at this test's own address. */
  private void fetch(Document page, String path) throws Exception {
    List<String> lines = command(page, "fetch").lines().toList();
    assertThat(lines)
        .containsExactlyElementsOf(
            FILES.stream()
                .map(f -> "curl -fsSO '%s%s/proof/%s'".formatted(SITE, path, f))
                .toList());
    for (String file : FILES) {
      Files.write(folder.resolve(file), page(path + "/proof/" + file).body().getBytes(UTF_8));
    }
  }

  private static String command(Document page, String id) {
    return page.getElementById(id).wholeText();
  }

  private Outcome run(String commands) throws Exception {
    Path output = folder.resolve("output");
    Process shell =
        new ProcessBuilder("sh", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(shell.exitValue(), Files.readString(output));
  }
}
