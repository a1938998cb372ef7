package io.imprimatur.drafting.draft.html;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.imprimatur.events.Characters;
import io.imprimatur.events.Text;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalHtmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          plain words => <p>plain words</p>
          <p>one <b>two</b> <i>three</i></p> => <p>one <strong>two</strong> <em>three</em></p>
          <h1>Head</h1>text => <h2>Head</h2><p>text</p>
          <div>one</div><div>two<p>three</p>four</div> => <p>one</p><p>two</p><p>three</p><p>four</p>
          <p>a  b\\t c</p> => <p>a b c</p>
          <p><strong>x </strong>y</p> => <p><strong>x</strong> y</p>
          <p>x<br></p><p><br></p><p>&nbsp;</p> => <p>x</p>
          <p>x<br> y</p> => <p>x<br>y</p>
          <ul><li>a<li>b<ul><li>c</ul></ul> => <ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>
          <ol><li><p>a</p><p>b</p></li></ol> => <ol><li><p>a</p><p>b</p></li></ol>
          <blockquote>q</blockquote> => <blockquote><p>q</p></blockquote>
          <table><tr><th scope=col colspan=2>h<tr><td rowspan=1>c<td></table> => <table><tbody><tr><th colspan="2" scope="col">h</th></tr><tr><td>c</td><td></td></tr></tbody></table>
          <table><caption>t</caption><thead><tr><td>1</thead><tbody><tr><td>2</table> => <table><caption>t</caption><thead><tr><td>1</td></tr></thead><tbody><tr><td>2</td></tr></tbody></table>
          <p><a href="https://a.example/?x=1&amp;y=2" target=_blank>l</a></p> => <p><a href="https://a.example/?x=1&amp;y=2" rel="noopener">l</a></p>
          <a href="mailto:a@b.example">m</a> => <p><a href="mailto:a@b.example" rel="noopener">m</a></p>
          <pre>\\n\\n a\\n  <code>b</code></pre> => <pre> a\\n  <code>b</code></pre>
          <b><p>wrapped</p></b> => <p>wrapped</p>
          <p>H<sub>2</sub>O<sup>n</sup> <u>u</u> <del>s</del></p> => <p>H<sub>2</sub>O<sup>n</sup> <u>u</u> <s>s</s></p>
          <strong><strong>x</strong></strong> => <p><strong>x</strong></p>
          one<hr>two => <p>one</p><hr><p>two</p>
          1 < 2 & 3 > 2 "q" => <p>1 &lt; 2 &amp; 3 &gt; 2 "q"</p>
          {{x}} => <p>{{x}}</p>
          临河省<b>人民政府</b>公告 => <p>临河省<strong>人民政府</strong>公告</p>
          <html><head><title>t</title><body><p>x</body></html> => <p>x</p>
          """)
  void spellsEverythingInOneWay(String input, String canonical) {
    String unescaped = input.replace("\\n", "\n").replace("\\t", "\t");
    CanonicalHtml once = CanonicalHtml.of(unescaped);
    assertThat(once.html()).isEqualTo(canonical.replace("\\n", "\n"));
    assertThat(CanonicalHtml.of(once.html()))
        .isEqualTo(new CanonicalHtml(once.html(), List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          <p>a<img src=x onerror=alert(1)>b</p> => img
          <p onclick=alert(1)>a</p> => onclick
          <script>alert(1)</script><p>a</p> => script
          <style>p{}</style><p style="color:red">a</p> => style
          <p><a href="javascript:alert(1)">a</a></p> => javascript:
          <p><a href=" JaVa&#10;Script:alert(1)">a</a></p> => javascript:
          <p><a href="data:text/html,x">a</a></p> => data:
          <p><a href="/relative">a</a></p> => href
          <p><a href="//other.example">a</a></p> => href
          <iframe src=x></iframe><p>a</p> => iframe
          <p>a<!-- c --></p> => comment
          <p>a<input><button>b</button></p> => input|button
          <p class=MsoNormal>a</p> => class
          <p>a<svg onload=alert(1)></svg></p> => svg
          <p>a</p><dl><dt>b<dd>c</dl> => dl|dt|dd
          <p>a</p><figure><img src=x><figcaption>b</figcaption></figure> => figure|img|figcaption
          """)
  void namesWhatItTookOut(String input, String names) {
    CanonicalHtml canonical = CanonicalHtml.of(input);
    assertThat(canonical.leftOut()).containsExactly(names.split("\\|"));
    assertThat(canonical.html()).startsWith("<p>a");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://A.example/b, https://A.example/b",
    "http://a.example/路 径?q=é#f, http://a.example/%e8%b7%af%20%e5%be%84?q=%c3%a9#f",
    "https://例え.example/x, https://xn--r8jz45g.example/x",
    "https://例え.example:8443, https://xn--r8jz45g.example:8443",
    "https://a.example/@b?c@d, https://a.example/@b?c@d",
    "https://a.example/%41%zz|{}, https://a.example/%41%25zz%7c%7b%7d",
    "mailto:a b@c.example, mailto:a%20b@c.example",
  })
  void spellsAddressesAsUris(String href, String uri) {
    assertThat(CanonicalHtml.of("<p><a href=\"" + href + "\">x</a></p>").html())
        .isEqualTo("<p><a href=\"" + uri + "\" rel=\"noopener\">x</a></p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http:b", "https:///b", "mailto:", "https://", "https:a.example", "x", "#x", "?q"})
  void aLinkThatIsNotAbsoluteIsNone(String href) {
    assertThat(CanonicalHtml.of("<p>a<a href=\"" + href + "\">b</a></p>"))
        .isEqualTo(new CanonicalHtml("<p>ab</p>", List.of("href"), List.of()));
  }

  /** A password in a link is told to every reader, and a name before an @ poses as the host. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:p@a.example/",
        "http://gov.example@b.example",
        "https://@a.example",
        "https:\\\\u:p@a.example",
        "https://u@例え.example",
        "https://gov.example＠例え.example/",
        "https://u&#58;p&#64;a.example"
      })
  void aLinkThatNamesAUserIsNone(String href) {
    assertThat(CanonicalHtml.of("<p>a<a href=\"" + href + "\">b</a></p>"))
        .isEqualTo(new CanonicalHtml("<p>ab</p>", List.of("user:password@"), List.of()));
  }

  @Test
  void termsAndFiguresAreKeptAsParagraphs() {
    String html =
        "<dl><dt>b</dt><dd>c</dd></dl><figure><p>d</p><figcaption>e</figcaption></figure>";
    assertThat(CanonicalHtml.of(html).html()).isEqualTo("<p>b</p><p>c</p><p>d</p><p>e</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "<p>a\u202egpj.exe</p> => <p>agpj.exe</p> => U+202E",
        "<p>a&#8238;b&#x2066;c\u2069</p> => <p>abc</p> => U+202E|U+2066|U+2069",
        "<p>a\udc00b</p> => <p>ab</p> => U+DC00",
        "<h2>a<b>\ud83c</b></h2> => <h2>a</h2> => U+D83C",
        "<pre>a\u202ab</pre> => <pre>ab</pre> => U+202A",
        "<p>a<a href=https://x.example/\u202e>b</a></p> =>"
            + " <p>a<a href=\"https://x.example/\" rel=\"noopener\">b</a></p> => U+202E",
        "<p title=\u202e>a</p><script>\u202e</script> => <p>a</p> => ``",
        "<p>می\u200cخواهم \u200e👨\u200d👩</p> => <p>می\u200cخواهم \u200e👨\u200d👩</p> => ``"
      })
  void namesCharactersThatReadersWouldMiss(String input, String html, String names) {
    CanonicalHtml canonical = CanonicalHtml.of(input);
    assertThat(canonical.html()).isEqualTo(html);
    assertThat(canonical.characters().stream().map(Characters::name).collect(joining("|")))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200b",
        "<h2>\u3164</h2>",
        "<p>\u200d<strong>\u2060</strong></p>",
        "<ul><li>\u00ad</li></ul>",
        "<pre>\u200b</pre>"
      })
  void whatNobodySeesIsNoText(String html) {
    assertThat(CanonicalHtml.of(html).isEmpty()).isTrue();
  }

  @Test
  void whatOnlyChangesItsNameIsNotLost() {
    String html =
        "<html><body><h1>a</h1><div><b>b</b><i>c</i><del>d</del><strike>e</strike><ins>f</ins>"
            + "<span>g</span></div></body></html>";
    assertThat(CanonicalHtml.of(html).leftOut()).isEmpty();
  }

  @Test
  void namesEachThingOnceAndNotForEver() {
    StringBuilder many = new StringBuilder("<img><img>");
    for (int i = 0; i < 500; i++) {
      many.append("<x-").append(i).append('>');
    }
    assertThat(CanonicalHtml.of(many.toString()).leftOut())
        .hasSize(100)
        .startsWith("img", "x-0")
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a mark that NFC would melt into a tag's end is written as a number")
  void tagsSurviveNormalisation() {
    String html = CanonicalHtml.of("<p>\u0338x</p><p>e\u0301</p>").html();
    assertThat(html).isEqualTo("<p>&#824;x</p><p>é</p>");
    assertThat(Text.normal(html)).isEqualTo(html);
  }

  @Test
  void dropsWhatNoDocumentMayHold() {
    assertThat(CanonicalHtml.of("<p>a\u0000b\ud800c\u0007d\uffff\u200be\r\nf</p>").html())
        .isEqualTo("<p>abcd\u200be f</p>");
  }

  @Test
  void isTooLargeByTheBytesOfTheResult() {
    String fits = "<p>" + "字".repeat((Text.MAX_BODY_BYTES - 7) / 3) + "</p>";
    assertThat(CanonicalHtml.of(fits).html()).isEqualTo(fits);
    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> CanonicalHtml.of(fits.replace("</p>", "字</p>")));
    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> CanonicalHtml.of("x".repeat(600 * 1024)));
    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> CanonicalHtml.of("<b>".repeat(2 * 1024 * 1024)));
  }

  @Test
  void aTagOfAMillionAttributesIsReadQuickly() {
    String tag = "<p " + "a=1 ".repeat(500_000) + ">x</p><pre>" + "\n".repeat(500_000) + "y</pre>";
    assertTimeoutPreemptively(
        Duration.ofSeconds(120), // seconds where nothing else runs
        () ->
            assertThat(CanonicalHtml.of(tag))
                .isEqualTo(
                    new CanonicalHtml(
                        "<p>x</p><pre>y</pre>", List.of("attributes", "a"), List.of())));
  }

  @Test
  void markupThatUnfoldsEndlesslyEndsInAnAnswer() {
    String bomb = "<b><i><u><s><em><strong>".repeat(40) + "<p>x".repeat(100_000);
    assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> CanonicalHtml.of(bomb));
    String deep = "<blockquote>".repeat(100_000) + "x";
    assertThat(CanonicalHtml.of(deep)).isEqualTo(new CanonicalHtml("", List.of("text"), List.of()));
  }
}
