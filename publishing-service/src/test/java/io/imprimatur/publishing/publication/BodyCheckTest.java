package io.imprimatur.publishing.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>x</p>",
        "<p>a &amp; b &lt; c &gt; d \"quoted\" 'too'\u00a0!</p>",
        "<h2>a</h2><h6>b</h6><hr><p>c<br>d</p>",
        "<p>&#824;x</p>",
        "<p><strong>a<em>b<u>c</u></em></strong><s>d</s><sub>e</sub><sup>f</sup><code>g</code></p>",
        "<p><a href=\"https://a.example/?b=1&amp;c=&quot;2&quot;\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"mailto:a@b.example\" rel=\"noopener\">x</a></p>",
        "<ul><li>a<ol><li><p>b</p><p>c</p></li></ol></li><li><p>d</p>e</li></ul>",
        "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
        "<pre>a\n\tb<code>c</code></pre>",
        "<table><caption>c</caption><thead><tr><th scope=\"col\">a</th></tr></thead>"
            + "<tbody><tr><td colspan=\"2\" rowspan=\"999\"></td><th rowspan=\"3\" scope=\"row\">b</th></tr></tbody></table>",
        "<p>临河大坝今日合龙。🙂</p>"
      })
  void takesTheSitesSpelling(String body) {
    assertThat(BodyCheck.objection(body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "<p></p>",
        "<p>x",
        "<p>x</p>y",
        "<p>x</p>\n<p>y</p>",
        "<p>x</p></div>",
        "</div><p>x</p>",
        "<",
        "<p>a < b</p>",
        "<p>a > b</p>",
        "<p>a & b</p>",
        "<p>a &nbsp; b</p>",
        "<p>&#60;script></p>",
        "<p>&#x338;x</p>",
        "<p>&#106;avascript</p>",
        "<P>x</P>",
        "<p >x</p>",
        "<p>x</p >",
        "<p/>",
        "<br>",
        "<p>a<br/>b</p>",
        "<script>alert(1)</script>",
        "<p><script>alert(1)</script></p>",
        "<ul><li><script>alert(1)</script></li></ul>",
        "<style>p{}</style>",
        "<div>x</div>",
        "<p><span>x</span></p>",
        "<h1>x</h1>",
        "<iframe src=\"https://a.example\"></iframe>",
        "<svg onload=\"alert(1)\"></svg>",
        "<p><img src=\"x\" onerror=\"alert(1)\"></p>",
        "<p onclick=\"alert(1)\">x</p>",
        "<p class=\"x\">x</p>",
        "<p style=\"color:red\">x</p>",
        "<p><a href=\"javascript:alert(1)\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"JAVASCRIPT:alert(1)\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"data:text/html,x\" rel=\"noopener\">x</a></p>",
        "<p><a href=\" https://a.example\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"/relative\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"https://a.example\">x</a></p>",
        "<p><a rel=\"noopener\" href=\"https://a.example\">x</a></p>",
        "<p><a href='https://a.example' rel=\"noopener\">x</a></p>",
        "<p><a href=\"https://a.example\" rel=\"noopener\" onclick=\"x()\">x</a></p>",
        "<p><a href=\"https://a.example/?a&b\" rel=\"noopener\">x</a></p>",
        "<p><a href=\"https://a.example\" rel=\"noopener\">x<a href=\"https://b.example\" rel=\"noopener\">y</a></a></p>",
        "<p><strong>a<em>b</strong>c</em></p>",
        "<p><strong></strong></p>",
        "<p><strong>a<strong>b</strong></strong></p>",
        "<p>a<p>b</p></p>",
        "<ul></ul>",
        "<ul>x</ul>",
        "<ul><li></li></ul>",
        "<ul><p>x</p></ul>",
        "<ul><li>a<p>b</p>c</li></ul>",
        "<blockquote>x</blockquote>",
        "<pre>\nx</pre>",
        "<pre>x\n</pre>",
        "<pre>a<br>b</pre>",
        "<p>a\nb</p>",
        "<p>a\tb</p>",
        "<p>a\u0000b</p>",
        "<p>a\u0085b</p>",
        "<p>a\ufeffb</p>",
        "<p>a\uffffb</p>",
        "<p>a\ud800b</p>",
        "<!-- x --><p>x</p>",
        "<p>x<!-- y --></p>",
        "<!DOCTYPE html><p>x</p>",
        "<?php x ?><p>x</p>",
        "<p><![CDATA[x]]></p>",
        "<table></table>",
        "<table><tr><td>x</td></tr></table>",
        "<table><tbody><tr></tr></tbody></table>",
        "<table><tbody><tr><td colspan=\"1\">x</td></tr></tbody></table>",
        "<table><tbody><tr><td colspan=\"1000\">x</td></tr></tbody></table>",
        "<table><tbody><tr><td rowspan=\"2\" colspan=\"2\">x</td></tr></tbody></table>",
        "<table><tbody><tr><td scope=\"col\">x</td></tr></tbody></table>",
        "<table><tbody><tr><td>x</td></tr></tbody><caption>c</caption></table>",
        "<form action=\"x\"><p>x</p></form>",
        "<math><mtext></mtext></math>",
        "<template><p>x</p></template>"
      })
  void objectsToEverythingElse(String body) {
    assertThat(BodyCheck.objection(body)).isPresent();
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertThat(BodyCheck.objection("<p>a</p><div>b</div>"))
        .contains("has an element <div> where none may stand, at character 14");
  }

  @Test
  void aNestThatIsTooDeepIsAnObjectionAndNoOverflow() {
    String deep = "<blockquote>".repeat(40_000) + "<p>x</p>" + "</blockquote>".repeat(40_000);
    assertThat(BodyCheck.objection(deep).orElseThrow()).contains("nested deeper");
  }
}
