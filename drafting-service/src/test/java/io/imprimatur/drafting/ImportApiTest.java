package io.imprimatur.drafting;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.drafting.draft.imports.Docx;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class ImportApiTest extends RunningDesk {

  @Test
  void aWordDocumentBecomesAnArticle() {
    Api lin = as(LIN_YUE);
    byte[] file =
        new Docx()
            .paragraph("Heading1", "关于防汛工作的通知")
            .paragraph("现将有关事项通知如下。")
            .raw("<w:p><w:r><w:drawing/></w:r></w:p>")
            .paragraph("Fancy", "附件")
            .bytes();
    Api.Answer made = lin.upload("通知.docx", file, "government", "zh").is(201);
    assertThat(made.header("Location")).endsWith("/api/articles/" + made.id());
    assertThat(made.text("state")).isEqualTo("writing");
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.text("digest")).startsWith("sha256:");
    assertThat(made.json().get("leftOut").toString()).contains("Fancy");
    Api.Answer article = lin.get("/api/articles/" + made.id()).is(200);
    assertThat(article.text("title")).isEqualTo("关于防汛工作的通知");
    assertThat(article.text("body")).isEqualTo("<p>现将有关事项通知如下。</p><p>附件</p>");
    assertThat(lin.get("/api/articles/" + made.id() + "/timeline").json().get(0).toString())
        .contains("\"imported\"", "通知.docx");
    lin.submit(made.id(), 1).is(202);
  }

  @Test
  void everyWrongFileGetsItsAnswer() {
    Api lin = as(LIN_YUE);
    byte[] good = "A title\n\nA text".getBytes(UTF_8);
    lin.upload("a.txt", good, "government", "en").is(201);
    lin.upload("a.pdf", good, "government", "en").is(415);
    lin.upload("a", good, "government", "en").is(415);
    lin.upload("a.docx", good, "government", "en").is(415);
    lin.upload("a.txt", new byte[0], "government", "en").is(400);
    lin.upload("a.txt", good, "weather", "en").is(400);
    lin.upload("a.txt", good, "tourism", "en").is(403);
    lin.upload("a.txt", good, "government", "de").is(400);
    byte[] bomb = new Docx().part("word/media/x.png", new byte[80 << 20]).bytes();
    lin.upload("a.docx", bomb, "government", "en").is(413);
    lin.upload("a.txt", new byte[21 << 20], "government", "en").is(413);
    lin.upload("a.txt", "x ".repeat(400_000).getBytes(UTF_8), "government", "en").is(413);
    assertThat(
            BadInputTest.fields(
                lin.send(
                        "POST",
                        "/api/articles/import",
                        BodyPublishers.ofString("--b--\r\n"),
                        "Content-Type",
                        "multipart/form-data; boundary=b")
                    .is(400)))
        .contains("file");
    lin.json("POST", "/api/articles/import", "{}").is(415);
  }
}
