package io.imprimatur.drafting;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.drafting.draft.imports.Docx;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
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
    assertThat(lin.upload("a.pdf", good, "government", "en").is(415).text("detail"))
        .isEqualTo("Files of this kind are not read; save it as .docx and import that.");
    lin.upload("a", good, "government", "en").is(415);
    Api.Answer noDocument = lin.upload("a.docx", good, "government", "en").is(415);
    assertThat(noDocument.text("detail"))
        .isEqualTo("The file ends in .docx but is no Word document.");
    assertThat(noDocument.text("title")).isEqualTo("Unsupported Media Type");
    assertThat(noDocument.text("traceId")).isNotBlank();
    lin.upload("a.txt", new byte[0], "government", "en").is(400);
    lin.upload("a.txt", good, "weather", "en").is(400);
    lin.upload("a.txt", good, "tourism", "en").is(403);
    lin.upload("a.txt", good, "government", "de").is(400);
    byte[] bomb = new Docx().part("word/media/x.png", new byte[80 << 20]).bytes();
    assertThat(lin.upload("a.docx", bomb, "government", "en").is(413).text("detail"))
        .isEqualTo(
            "Unpacked, the document is more than 100 times as large as the file, as only a ZIP bomb"
                + " is.");
    byte[] whole = new Docx().paragraph("x").bytes();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThat(lin.upload("a.docx", half, "government", "en").is(400).text("detail"))
        .contains("damaged");
    assertThat(
            lin.upload("a.txt", " \n ".getBytes(UTF_8), "government", "en").is(400).text("detail"))
        .isEqualTo("file: has no text");
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

  @Test
  void oneFileAtATime() {
    String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
    String rest =
        part.formatted("section", "", "government")
            + part.formatted("language", "", "en")
            + "--b--";
    String file = part.formatted("file", "; filename=\"a.txt\"", "A title\n\nA text");
    Api lin = as(LIN_YUE);
    String[] type = {"Content-Type", "multipart/form-data; boundary=b"};
    lin.send("POST", "/api/articles/import", BodyPublishers.ofString(file + rest), type).is(201);
    Api.Answer two =
        lin.send("POST", "/api/articles/import", BodyPublishers.ofString(file + file + rest), type);
    assertThat(BadInputTest.fields(two.is(400))).containsExactly("file");
    assertThat(two.text("detail")).contains("2 times");
  }
}
