package io.imprimatur.notification.delivery.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.notification.delivery.Sheet;
import io.imprimatur.notification.delivery.Wording;
import jakarta.mail.internet.MimeBodyPart;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTextTest {

  private static final List<String> MARKS = List.of("{manage}", "{end}");
  private static final List<String> OWN =
      List.of(
          "https://news.example/manage?token=a.b&lang=en",
          "https://news.example/end?t=" + "x".repeat(150));

  private final MimeText texts = new MimeText();

  /** What is joined from pieces reads as the whole does, whatever stands beside a blank. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Budget · 2026\n\nChange it: {manage}\nEnd it:\n{end}\n",
        "{manage}{end}",
        "{manage}",
        "naïve {manage} \n{end}\t\n. café = 5\n",
        "é {manage}. {manage}\n\n{end} {end}\r\n-- \nOffice",
        "A line that is about as long as one in the transport may be, some 73 ch é{manage}=",
        "公文 {manage}\n第二行 {end}。\n",
        "Only ASCII, and yet two ways: {manage} {end}\n",
        "no way at all, and é",
        "no way at all",
        "全文没有链接",
      })
  void aTextComesOutAsItWasWritten(String open) throws Exception {
    Wording wording = new Wording(Sheet.cut(open, MARKS), OWN);
    String expected = open.replace("{manage}", OWN.get(0)).replace("{end}", OWN.get(1));
    assertThat(wording.text()).isEqualTo(expected);
    for (int again = 0; again < 2; again++) {
      MimeBodyPart part = texts.part(wording, "plain");
      assertThat(part.getContent()).isEqualTo(expected.replace("\r\n", "\n").replace("\n", "\r\n"));
      assertThat(part.getContentType()).isEqualTo("text/plain; charset=UTF-8");
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      part.writeTo(sent);
      String transport = sent.toString(US_ASCII);
      assertThat(transport.getBytes(US_ASCII)).isEqualTo(sent.toByteArray());
      assertThat(transport.lines()).allMatch(line -> line.length() <= 76);
    }
  }

  @Test
  void eachReaderGetsTheirOwn() throws Exception {
    Sheet sheet = Sheet.cut("É: {manage}", MARKS);
    assertThat(texts.part(new Wording(sheet, List.of("for-ann", "x")), "html").getContent())
        .isEqualTo("É: for-ann");
    assertThat(texts.part(new Wording(sheet, List.of("for-bob", "x")), "html").getContent())
        .isEqualTo("É: for-bob");
  }

  @Test
  void theEncodingFitsTheTextAndNoneIsUsedWhereNoneIsNeeded() throws Exception {
    assertThat(encoding("Plain words.\n")).isEqualTo("7bit");
    assertThat(encoding("x".repeat(999))).isEqualTo("quoted-printable");
    assertThat(encoding("A few cafés and naïve words")).isEqualTo("quoted-printable");
    assertThat(encoding("省政府常务会议")).isEqualTo("base64");
  }

  private String encoding(String text) throws Exception {
    MimeBodyPart part = texts.part(Wording.of(text), "plain");
    assertThat(part.getContent()).isEqualTo(text.replace("\n", "\r\n"));
    return part.getEncoding();
  }

  @Test
  void noBlankIsLeftOpen() {
    Sheet sheet = Sheet.cut("to {end}", MARKS);
    assertThatThrownBy(() -> new Wording(sheet, List.of("only the first")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sheet(List.of("a", "b"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
