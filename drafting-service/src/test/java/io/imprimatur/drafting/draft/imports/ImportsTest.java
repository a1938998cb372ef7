package io.imprimatur.drafting.draft.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.TooLarge;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportsTest {

  private static final String ZH = "关于防汛工作的通知\n　　各市、县人民政府：\n　　现将有关事项通知如下。";
  private final Imports imports = new Imports(ImportLimits.DEFAULT);

  @Test
  void readsPlainTextInEveryUsualEncoding() {
    Map<String, byte[]> files =
        Map.of(
            "utf-8", ZH.getBytes(UTF_8),
            "utf-8 mark", ("\ufeff" + ZH).getBytes(UTF_8),
            "utf-16le", ("\ufeff" + ZH).getBytes(UTF_16LE),
            "utf-16be", ("\ufeff" + ZH).getBytes(UTF_16BE),
            "gb18030", ZH.getBytes(Charset.forName("GB18030")),
            "windows lines", ZH.replace("\n", "\r\n").getBytes(Charset.forName("GBK")));
    files.forEach(
        (encoding, bytes) ->
            assertThat(imports.read("C:\\草稿\\通知.TXT", bytes))
                .as(encoding)
                .isEqualTo(
                    new Imported(
                        "通知.TXT", "关于防汛工作的通知", "<p>各市、县人民政府：</p><p>现将有关事项通知如下。</p>", List.of())));
  }

  @Test
  void keepsParagraphsAndLinesOfPlainText() {
    Imported text = imports.read("a.txt", "Title\n\n1 < 2\nline\n\n\nend".getBytes(UTF_8));
    assertThat(text.title()).isEqualTo("Title");
    assertThat(text.body()).isEqualTo("<p>1 &lt; 2<br>line</p><p>end</p>");
  }

  @Test
  void readsMarkdownWithTables() {
    Imported text =
        imports.read(
            "a.md",
            """
            # Flood *control*

            Water is **high**. <script>alert(1)</script>![map](map.png)

            | River | Level |
            |-------|------:|
            | Lin   | 3 m   |

            ```java
            int x;
            ```
            """
                .getBytes(UTF_8));
    assertThat(text.title()).isEqualTo("Flood control");
    assertThat(text.body())
        .isEqualTo(
            "<p>Water is <strong>high</strong>.</p><table><thead><tr><th>River</th><th>Level</th></tr>"
                + "</thead><tbody><tr><td>Lin</td><td>3 m</td></tr></tbody></table>"
                + "<pre><code>int x;\n</code></pre>");
    assertThat(text.leftOut()).containsExactly("script", "img", "align");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\ntitle: T\nauthor: me\n---\n# A\n\nb",
        "---\r\ntags:\r\n  - x\r\n---\r\n# A\r\n\r\nb",
        "--- \n# a comment\n\n\"title\": 'T: U'\n\n...\n# A\n\nb",
        "\ufeff---\ntitle: T\n---\n# A\n\nb"
      })
  void frontMatterIsLeftOutAndNamed(String text) {
    assertThat(imports.read("a.md", text.getBytes(UTF_8)))
        .isEqualTo(new Imported("a.md", "A", "<p>b</p>", List.of("front matter")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nNo key here\n\n---\n# A",
        "---\ntitle: never ends\n\n# A",
        "x\n\n---\ntitle: T\n---\n# A",
        "---\n\n---\n# A",
        "---\nhttps://a.example/\n\n---\n# A"
      })
  void aRuleIsNoFrontMatter(String text) {
    assertThat(imports.read("a.md", text.getBytes(UTF_8)).leftOut()).isEmpty();
  }

  @Test
  void endlessFrontMatterIsReadQuickly() {
    String open = "---\na: b\n" + "c: d\n--x\n".repeat(200_000) + "\n".repeat(200_000);
    String blank = "---\n" + " \n# x\n".repeat(200_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(120), // seconds where nothing else runs
        () -> {
          assertThatExceptionOfType(TooLarge.class)
              .isThrownBy(() -> imports.read("a.md", open.getBytes(UTF_8)));
          assertThatExceptionOfType(TooLarge.class)
              .isThrownBy(() -> imports.read("a.md", blank.getBytes(UTF_8)));
        });
  }

  @Test
  void charactersThatTurnTheTextAreLeftOutAndNamed() {
    byte[] text = "# a\u202egpj.exe\n\nb\u2066c\u2069 می\u200cخواهم".getBytes(UTF_8);
    assertThat(imports.read("\u202eb.md", text))
        .isEqualTo(
            new Imported(
                "b.md",
                "agpj.exe",
                "<p>bc می\u200cخواهم</p>",
                List.of("U+202E", "U+2066", "U+2069")));
    assertThat(imports.read("\u200b.txt", "only".getBytes(UTF_8)).title()).isEqualTo("Untitled");
    assertThat(imports.read("n.txt", "\u200b\n\nfirst\n\nb".getBytes(UTF_8)).title())
        .isEqualTo("first");
  }

  @Test
  void aFileWithoutTextIsRefused() {
    Map<String, List<String>> files =
        Map.of(
            "a.txt", List.of(" \n\t\r\n　", "\u200b", "\ufeff", "\u202e"),
            "a.md", List.of(" \n", "---\n", "[a]: b", "---\nt: u\n---\n", "<!-- a -->", "![](b)"),
            "a.html", List.of(" ", "<p> <img src=x>", "<title>t</title><p>&nbsp;", "<hr>"));
    files.forEach(
        (name, texts) ->
            texts.forEach(
                text ->
                    assertThatExceptionOfType(Invalid.class)
                        .as("%s: %s", name, text)
                        .isThrownBy(() -> imports.read(name, text.getBytes(UTF_8)))
                        .withMessageContaining("has no text")));
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> imports.read("a.docx", new Docx().paragraph(" ").bytes()))
        .withMessageContaining("has no text");
  }

  @Test
  void endlessNestingEndsInAnAnswer() throws InterruptedException {
    String emphasis = "*a **a ".repeat(8_000) + " a** a*".repeat(8_000);
    AtomicReference<Imported> answer = new AtomicReference<>();
    // with the stack of a request's thread; the parser gives up on it and leaves plain text
    Thread reader =
        new Thread(
            null,
            () -> answer.set(imports.read("a.md", emphasis.getBytes(UTF_8))),
            "reader",
            512 << 10);
    reader.start();
    reader.join();
    assertThat(answer.get().body()).startsWith("<p>*a **a *a");
    String quotes = ">".repeat(100_000) + " x";
    assertThat(imports.read("a.md", quotes.getBytes(UTF_8)).body()).contains("x");
  }

  @Test
  void readsHtmlInItsDeclaredEncoding() {
    String html =
        "<!doctype html><html><head><meta charset=gb2312><title>文件</title><style>p{}</style></head>"
            + "<body><h1>公告</h1><p onclick=x()>正文</p></body></html>";
    Imported text = imports.read("a.html", html.getBytes(Charset.forName("GBK")));
    assertThat(text.title()).isEqualTo("公告");
    assertThat(text.body()).isEqualTo("<p>正文</p>");
    assertThat(text.leftOut()).containsExactly("onclick");
    String latin = "<meta charset='iso-8859-1'><p>caf\u00e9 \u00e9</p>";
    assertThat(imports.read("menu.htm", latin.getBytes(ISO_8859_1)))
        .extracting(Imported::title, Imported::body)
        .containsExactly("menu", "<p>caf\u00e9 \u00e9</p>");
  }

  @Test
  void readsWordDocuments() {
    byte[] file =
        new Docx()
            .paragraph("Heading1", "关于加强防汛工作的通知")
            .paragraph("各市、县人民政府：")
            .paragraph("2", "一、总体要求")
            .raw(
                "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>坚持人民至上</w:t></w:r><w:hyperlink"
                    + " r:id='l'><w:r><w:t>全文</w:t></w:r></w:hyperlink><w:r><w:footnoteReference"
                    + " w:id='2'/></w:r></w:p>")
            .raw(
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>河流</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>水位</w:t>"
                    + "</w:r></w:p></w:tc></w:tr></w:tbl>")
            .raw(
                "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' descr='map'/><a:graphic><a:graphicData><pic:pic>"
                    + "<pic:blipFill><a:blip r:embed='i'/></pic:blipFill></pic:pic></a:graphicData></a:graphic>"
                    + "</wp:inline></w:drawing></w:r></w:p>")
            .paragraph("Fancy", "附件")
            .part("word/media/image1.png", new byte[] {1, 2, 3})
            .part("word/comments.xml", "<c/>")
            .part("word/header1.xml", "<h/>")
            .part(
                "word/footnotes.xml",
                "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                    + "<w:footnote w:id='2'><w:p><w:r><w:t>见附表</w:t></w:r></w:p></w:footnote></w:footnotes>")
            .bytes();
    Imported text = imports.read("通知.docx", file);
    assertThat(text.title()).isEqualTo("关于加强防汛工作的通知");
    assertThat(text.body())
        .isEqualTo(
            "<p>各市、县人民政府：</p><h2>一、总体要求</h2>"
                + "<p><strong>坚持人民至上</strong><a href=\"https://www.linhe.example/\" rel=\"noopener\">全文</a>"
                + "<sup>[1]</sup></p>"
                + "<table><tbody><tr><td><p>河流</p></td><td><p>水位</p></td></tr></tbody></table>"
                + "<p>附件</p><ol><li><p>见附表</p></li></ol>");
    assertThat(text.leftOut())
        .containsExactly("comments", "headers and footers", "img", "style \"Fancy Box\"");
  }

  @Test
  void aTitleComesFromTheFirstHeadingElseTheFirstLineElseTheName() {
    assertThat(imports.read("n.html", "<p>a</p><h2>H</h2><p>b</p>".getBytes(UTF_8)))
        .extracting(Imported::title, Imported::body)
        .containsExactly("H", "<p>a</p><h2>H</h2><p>b</p>");
    assertThat(imports.read("n.txt", "only".getBytes(UTF_8)))
        .extracting(Imported::title, Imported::body)
        .containsExactly("n", "<p>only</p>");
    assertThat(imports.read("n.txt", ("x".repeat(200) + "\n\nb").getBytes(UTF_8)).title())
        .isEqualTo("n");
    assertThat(imports.read("n.md", ("# " + "x".repeat(400)).getBytes(UTF_8)).title()).hasSize(300);
  }

  @Test
  void aBombIsTooLarge() {
    byte[] zeros = new byte[80 << 20];
    assertThatExceptionOfType(ZipBomb.class)
        .isThrownBy(
            () -> imports.read("a.docx", new Docx().part("word/media/x.png", zeros).bytes()))
        .withMessageContaining("more than 100 times as large as the file");
    byte[] noise = new byte[1 << 20];
    new Random(1).nextBytes(noise);
    Docx much = new Docx().part("word/media/y.png", noise);
    much.paragraph("x".repeat(17 << 20));
    assertThatExceptionOfType(TooLarge.class)
        .isThrownBy(() -> imports.read("a.docx", much.bytes()));
    Docx many = new Docx();
    for (int i = 0; i < 2_000; i++) {
      many.part("word/p" + i + ".xml", "<p/>");
    }
    assertThatExceptionOfType(Invalid.class).isThrownBy(() -> imports.read("a.docx", many.bytes()));
  }

  @Test
  void xmlWithADocumentTypeOrTooDeepIsRefused() {
    String entities = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>";
    String file = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>";
    String deep = "<x>".repeat(500) + "</x>".repeat(500);
    for (String xml : new String[] {entities, file, deep, "<x>", "no xml"}) {
      for (String part : new String[] {"word/styles.xml", "word/other.xml"}) {
        assertThatExceptionOfType(Invalid.class)
            .as(xml)
            .isThrownBy(
                () -> imports.read("a.docx", new Docx().paragraph("x").part(part, xml).bytes()))
            .withMessageContaining(part);
      }
    }
    byte[] elsewhere = new Docx().paragraph("x").part("word/trick.bin", entities).bytes();
    assertThatExceptionOfType(Invalid.class).isThrownBy(() -> imports.read("a.docx", elsewhere));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.docx", "a.pdf", "a.doc", "a", "", ".docx", "a.exe", "a.txt", "a.html"})
  void whatIsNoSuchFileIsUnsupported(String name) {
    byte[] program = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0};
    assertThatExceptionOfType(UnsupportedFile.class).isThrownBy(() -> imports.read(name, program));
  }

  @Test
  void whatIsNoWordDocumentSaysSo() {
    byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0};
    assertThatExceptionOfType(UnsupportedFile.class)
        .isThrownBy(() -> imports.read("a.docx", old))
        .withMessageContaining("password");
    byte[] zip = Docx.zip(Map.of("a.txt", "x".getBytes(UTF_8)));
    assertThatExceptionOfType(UnsupportedFile.class)
        .isThrownBy(() -> imports.read("a.docx", zip))
        .withMessageContaining("no Word document");
    byte[] whole = new Docx().paragraph("x").bytes();
    for (int length = 4; length < whole.length; length++) {
      byte[] half = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(Invalid.class)
          .as("%d of %d", length, whole.length)
          .isThrownBy(() -> imports.read("a.docx", half))
          .withMessageContaining("damaged");
    }
    byte[] encrypted = whole.clone();
    encrypted[6] |= 1;
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> imports.read("a.docx", encrypted))
        .withMessageContaining("encrypted");
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> imports.read("a.docx", new byte[0]))
        .withMessageContaining("empty");
  }
}
