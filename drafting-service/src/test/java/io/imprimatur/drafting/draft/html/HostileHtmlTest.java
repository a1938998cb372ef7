package io.imprimatur.drafting.draft.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Text;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes in, what comes out holds the promise that publishing relies on. */
class HostileHtmlTest {

  private static final Set<String> ELEMENTS =
      Set.of(
          ("p h2 h3 h4 h5 h6 ul ol li blockquote pre hr br table caption thead tbody tfoot tr td th"
                  + " a strong em u s sub sup code")
              .split(" "));
  private static final Set<String> ATTRIBUTES =
      Set.of("a href", "a rel", "td colspan", "td rowspan", "th colspan", "th rowspan", "th scope");

  static Stream<String> attacks() {
    return Stream.of(
        "<ScRiPt>alert(1)</sCrIpT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<<script>alert(1);//<</script>",
        "<script/src=//x.example></script>",
        "<script\u0000>alert(1)</script>",
        "<img/src=`x`onerror=alert(1)>",
        "<img \"\"\"><script>alert(1)</script>\">",
        "<svg/onload=alert(1)>",
        "<svg><style><!--</style><img src=x onerror=alert(1)>--></svg>",
        "<svg><a xlink:href=javascript:alert(1)><text y=1em>x</text></a></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1"
            + " onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<textarea><p title=\"</textarea><img src onerror=alert(1)>\">",
        "<title><p title=\"</title><img src onerror=alert(1)>\">",
        "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<plaintext><img src=x onerror=alert(1)>",
        "<a href=\"jav\tascript:alert(1)\">x</a>",
        "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>",
        "<a href=\"\u0001javascript:alert(1)\">x</a>",
        "<a href='https://a.example\" onmouseover=\"alert(1)'>x</a>",
        "<a href=\"https://a.example/\" onclick=alert(1) style=x:expression(alert(1))>x</a>",
        "<a href=vbscript:msgbox(1)>x</a><a href=view-source:javascript:1>y</a>",
        "<a href=\"HTTPS://A.EXAMPLE/\u202e\">x</a>",
        "<a href=\"https://例え.example/路径?q=é\u0338\">x</a>",
        "<a href=https://a.example>x<a href=https://b.example>y<table><a href=https://c.example>z",
        "<table><tr><td>a<p>b<table><tr><td>c</table>d<script>e</script>",
        "<table>loose<tr>text<td>cell</table>",
        "<table><caption><table><caption>x",
        "<p><table><b><tr><td></b>x",
        "<b><p>x</b>y</p>z",
        "<ul>loose<ul><li>x</ul><p>y</ul>",
        "<li>stray<td>stray<tr>stray<caption>stray<thead>stray",
        "<h2><p>x</p><table><tr><td>y</table></h2>",
        "<pre>\n\n<b>\n</b>x</pre><pre><pre>\ny",
        "<pre><p>a</p><table><tr><td>b</table></pre>",
        "<td colspan=0 rowspan=99999 scope=evil>x",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<!--><script>alert(1)</script>-->",
        "<!--[if gte mso 9]><xml>x</xml><![endif]--><o:p>x</o:p>",
        "<?php echo 1 ?><%= 2 %>",
        "<p>\u0338\u0323<b>\u0301x</b>\u0338&#x338;&lt;&#x338;",
        "<p>&#0;&#xD800;&#x110000;&#xFFFE;&#128;x",
        "<p id=x name=y class=z data-a=1 aria-label=b contenteditable dir=rtl lang=en>x",
        "<base href=//x.example><meta http-equiv=refresh content=0><link rel=stylesheet href=x>x",
        "<isindex><input><keygen><select><option>x</select><button formaction=javascript:1>y",
        "<strong><em><u><strong>x</u></em>y</strong>z",
        "<sub><sup><sub>x",
        "</p></table></body></html>x<br/></br>",
        "<p/><b/>x<hr/>y</hr>",
        "{{constructor.constructor('alert(1)')()}} ${7*7} {<!-- -->{",
        "\ufeff\u2028x\u2029",
        "<",
        "&",
        "<a",
        "<a href='",
        "");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void keepsThePromise(String html) {
    promise(html);
  }

  @Test
  void keepsThePromiseForAnyTangle() {
    List<String> attacks = attacks().toList();
    List<String> pieces =
        List.of(
            ("<p> </p> <div> </div> <b> </b> <i> </i> <a_href=https://a.example> </a> <table> "
                    + "</table> <tr> </tr> <td> </td> <th> <caption> </caption> <thead> <tbody> <ul>"
                    + " </ul> <ol> </ol> <li> </li> <pre> </pre> <code> </code> <blockquote>"
                    + " </blockquote> <br> <hr> <h1> </h1> <h3> </h3> <svg> </svg> <math> </math>"
                    + " <style> </style> <script> </script> <title> </title> <span> </span> <dl> <dd>"
                    + " <form> </form> <select> <option> <template> </template> <font> </font>"
                    + " <noscript> </noscript> <textarea> </textarea> <!-- --> &lt; &nbsp; &#x338;"
                    + " word 字 \u0301 \n { \" ' > <")
                .split(" "));
    Random random = new Random(20261124);
    for (int round = 0; round < 4_000; round++) {
      StringBuilder html = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        html.append(pieces.get(random.nextInt(pieces.size())).replace('_', ' '));
        if (random.nextInt(3) == 0) {
          html.append(' ');
        }
        if (random.nextInt(20) == 0) {
          html.append(attacks.get(random.nextInt(attacks.size())));
        }
      }
      promise(html.toString());
    }
  }

  @Test
  void keepsThePromiseForAnyAddress() {
    List<String> pieces =
        List.of(
            ("a.example / ? = & &amp; &quot; ' < > % %zz %41 e\u0301 \u0338 \u3000 \u00a0 \u0085 \u200b"
                    + " \ufeff \u202e \ud83d\ude00 \ud800 \n \t \\ javascript: : # { } | ^ ` ( ) , ; @ 字"
                    + " &#0; &#x80; \u0000 \uffff")
                .split(" "));
    List<String> schemes = List.of("http://", "HTTPS://", "https:", "mailto:", "data:", "");
    Random random = new Random(20261125);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder href = new StringBuilder(schemes.get(random.nextInt(schemes.size())));
      for (int i = random.nextInt(8); i >= 0; i--) {
        href.append(pieces.get(random.nextInt(pieces.size())));
      }
      promise("<p>x<a href=\"" + href + "\">y</a><a href='" + href + "'>z</a></p>");
    }
  }

  private static void promise(String html) {
    String canonical = CanonicalHtml.of(html).html();
    assertThat(CanonicalHtml.of(canonical))
        .as("the canonical form of %s", html)
        .isEqualTo(new CanonicalHtml(canonical, List.of(), List.of()));
    assertThat(Text.normal(canonical)).as("NFC of %s", html).isEqualTo(canonical);

    Document document = Jsoup.parseBodyFragment(canonical);
    for (Element element :
        document.body().getAllElements().subList(1, document.body().getAllElements().size())) {
      assertThat(ELEMENTS)
          .as("elements of %s from %s", canonical, html)
          .contains(element.normalName());
      for (Attribute attribute : element.attributes()) {
        assertThat(ATTRIBUTES)
            .as("attributes of %s", canonical)
            .contains(element.normalName() + " " + attribute.getKey());
      }
      if (element.hasAttr("href")) {
        assertThat(element.attr("href")).matches("(https?://|mailto:)[!#-;=?-\\[\\]_a-z~]+");
      }
    }
    document.outputSettings().prettyPrint(false);
    assertThat(document.body().getAllElements().size())
        .as("a second parse of %s finds the same elements", canonical)
        .isEqualTo(canonical.split("<[a-z]", -1).length);
  }
}
