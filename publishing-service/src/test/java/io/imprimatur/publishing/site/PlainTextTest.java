package io.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body's words without its markup. */
class PlainTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>one</p><p>two</p> | one/two",
        "<p>a<strong>b</strong>c <em>d</em></p> | abc d",
        "<ul><li>one</li><li><p>two</p></li></ul> | one/two",
        "<table><tbody><tr><td>a</td><th scope=\"col\">b</th></tr></tbody></table> | a/b",
        "<p>a<br>b</p><hr><pre>x</pre> | a/b/x",
        "<p>1 &lt; 2 &amp;amp; 3 &gt; 0</p> | 1 < 2 &amp; 3 > 0",
        "<p><a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener\">link</a>s</p> | links",
        "<p><sub>1</sub><sup>2</sup><s>3</s><code>4</code><u>5</u></p> | 12345"
      })
  void blocksPartWordsAndWhatStandsInALineDoesNot(String body, String words) {
    assertThat(PlainText.of(body)).isEqualTo(words.replace('/', '\n'));
  }
}
