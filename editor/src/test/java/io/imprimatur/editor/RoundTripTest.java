package io.imprimatur.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical form comes back to the letter. */
class RoundTripTest extends EditorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>one</p><h2>two</h2><h3>three</h3><h4>four</h4><h5>five</h5><h6>six</h6>",
        "<p>one <strong>two</strong> <em>three</em></p>",
        "<p>x<br>y<br><br>z</p>",
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
        "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>",
        "<ul><li><ol><li>a</li></ol>b</li><li><p>c</p>d</li></ul>",
        "<blockquote><p>q</p><ul><li>r</li></ul></blockquote>",
        "<table><tbody><tr><th colspan=\"2\" scope=\"col\">h</th></tr><tr><td>c</td><td></td></tr></tbody></table>",
        "<table><caption>t <em>u</em></caption><thead><tr><td>1</td></tr></thead><tbody><tr><td>2</td></tr></tbody>"
            + "<tbody><tr><td>3</td></tr></tbody><tfoot><tr><td>4</td></tr></tfoot></table>",
        "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>",
        "<table><tbody><tr><td rowspan=\"2\"><p>1</p><p>2</p></td><td>3<ul><li>4</li></ul></td></tr><tr><th scope=\"row\">5</th></tr></tbody></table>",
        "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"noopener\">l</a></p>",
        "<p><a href=\"mailto:a@b.example\" rel=\"noopener\">m</a></p>",
        "<p><a href=\"http://a.example/%e8%b7%af%20%e5%be%84?q=%c3%a9#f\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"https://xn--r8jz45g.example:8443\" rel=\"noopener\">x</a></p>",
        "<pre> a\n  <code>b</code>\n\nc</pre>",
        "<p>H<sub>2</sub>O<sup>n</sup> <u>u</u> <s>s</s> <code>c</code></p>",
        "<p>one</p><hr><p>two</p>",
        "<p>1 &lt; 2 &amp; 3 &gt; 2 \"q\"</p>",
        "<p>临河省<strong>人民政府</strong>公告</p>",
        "<p>&#824;x</p><p>é a\u00a0b abcd\u200be f</p>",
        "<p>می\u200cخواهم \u200e👨\u200d👩</p>",
        "<p><em>a <strong>b</strong> c</em></p>",
        "<p><strong><em>a</em></strong> <em><strong>b</strong></em></p>",
        "<p><strong>a</strong><strong>b</strong></p>",
        "<p>a <strong>b</strong> <a href=\"https://a.example/\" rel=\"noopener\">c <em>d</em></a><strong> e</strong></p>",
        "<p><u>a<a href=\"https://a.example/\" rel=\"noopener\">b</a></u></p>",
        ""
      })
  void staysAsItIs(String canonical) {
    open(canonical);
    assertThat(html()).isEqualTo(canonical);
  }

  /** Many at once, each in a form of its own. */
  private void allStay(List<String> texts) {
    StringBuilder forms =
        new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>Many</title>");
    for (String text : texts) {
      String source = text.replace("&", "&amp;").replace("<", "&lt;");
      forms
          .append("<form><textarea name=body data-editor readonly aria-label=Text>")
          .append(source);
      forms.append("</textarea></form>");
    }
    site.page("/page", forms + "<script src=/editor.js></script>");
    page = browser.open(site.address("/page"));
    assertThat(
            page.evaluate(
                "() => Array.from(document.forms).map(form => new FormData(form).get('body'))"))
        .isEqualTo(texts);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anythingThatIsAllowedStays(long seed) {
    RandomTexts random = new RandomTexts(seed);
    allStay(Stream.generate(random::body).limit(40).toList());
  }

  /** Texts of the demo and of the system tests, without the lines that part their blocks. */
  @Test
  void textsOfOfficesStay() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String folder :
        List.of(
            "../local-stack/launcher/src/main/resources/demo",
            "../system-tests/src/test/resources/texts")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".html")).toList()) {
          String text = Files.readString(file);
          String body = text.substring(text.indexOf('<'));
          texts.add(body.replaceAll("\\s*\\n\\s*(?=<)", "").strip());
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(5);
    allStay(texts);
  }
}
