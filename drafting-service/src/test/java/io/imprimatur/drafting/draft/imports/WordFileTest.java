package io.imprimatur.drafting.draft.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.imprimatur.kit.Invalid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Word document says about its pictures, changes and styles. */
class WordFileTest {

  private static final String IMAGE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
  private static final String MARKER = "never to be read";

  private final Imports imports = new Imports(ImportLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"r:link='x'", "r:embed='x'", "r:embed='i' r:link='x'"})
  void aPictureElsewhereIsNamedAndNeverOpened(String blip, @TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.png"), MARKER);
    AtomicInteger asked = new AtomicInteger();
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    web.start();
    try {
      for (String target :
          new String[] {
            secret.toUri().toString(),
            secret.toString(),
            "../../../../../.." + secret,
            "http://localhost:%d/a.png".formatted(web.getAddress().getPort())
          }) {
        for (String mode : new String[] {"TargetMode='External'", ""}) {
          Imported text = imports.read("a.docx", picture(blip, target, mode).bytes());
          assertThat(text.leftOut()).as(target).containsExactly("img");
          assertThat(text.body()).isEqualTo("<p>before</p><p>after</p>");
          assertThat(text.toString()).doesNotContain(MARKER);
        }
      }
      assertThat(asked).hasValue(0);
    } finally {
      web.stop(0);
    }
  }

  private static Docx picture(String blip, String target, String mode) {
    return document(
            "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
                + "<a:blip "
                + blip
                + "/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
                + "</w:r></w:p>")
        .relation("x", IMAGE, target, mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r:id='i'"})
  void anOldPictureIsNamedToo(String attribute) {
    Docx file =
        document(
            "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:imagedata "
                + attribute
                + "/></v:shape></w:pict></w:r></w:p>");
    Imported text = imports.read("a.docx", file.bytes());
    assertThat(text.leftOut()).containsExactly("img");
    assertThat(text.body()).isEqualTo("<p>before</p><p>after</p>");
  }

  @Test
  void aPictureOfNoRelationIsDamage() {
    assertThat(imports.read("a.docx", picture("", "a.png", "").bytes()).leftOut())
        .containsExactly("img");
    byte[] file = picture("r:embed='none'", "a.png", "").bytes();
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> imports.read("a.docx", file))
        .withMessageContaining("damaged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <w:p><w:ins w:id='1'><w:r><w:t>new</w:t></w:r></w:ins></w:p>                | <p>new</p>
          <w:p><w:r><w:t>a</w:t></w:r><w:del w:id='1'><w:r><w:delText>b</w:delText></w:r></w:del></w:p> | <p>a</p>
          <w:p><w:moveFrom w:id='1'><w:r><w:t>b</w:t></w:r></w:moveFrom><w:r><w:t>a</w:t></w:r></w:p>   | <p>a</p>
          """)
  void trackedChangesAreNamed(String xml, String middle) {
    Imported text = imports.read("a.docx", document(xml).bytes());
    assertThat(text.leftOut()).contains("tracked changes");
    assertThat(text.body()).isEqualTo("<p>before</p>" + middle + "<p>after</p>");
  }

  @Test
  void aTextWithoutChangesNamesNone() {
    assertThat(imports.read("a.docx", document("").bytes()).leftOut()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <w:p><w:pPr><w:pStyle w:val='Fancy'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>         | style "Fancy Box"
          <w:p><w:pPr><w:pStyle w:val='Odd'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>           | style "Odd"
          <w:p><w:r><w:rPr><w:rStyle w:val='Odd'/></w:rPr><w:t>x</w:t></w:r></w:p>           | style "Odd"
          <w:p><w:r><w:t>x</w:t><w:sym w:font='Odd' w:char='F0B7'/></w:r></w:p>              | symbol F0B7 of font "Odd"
          <w:p><w:r><w:t>x</w:t></w:r><w:odd/></w:p>                                         | element "odd"
          """)
  void whatMammothCannotTakeIsSaidPlainly(String xml, String name) {
    assertThat(imports.read("a.docx", document(xml).bytes()).leftOut()).containsExactly(name);
  }

  private static Docx document(String middle) {
    return new Docx()
        .paragraph("Heading1", "Title")
        .paragraph("before")
        .raw(middle)
        .paragraph("after");
  }
}
