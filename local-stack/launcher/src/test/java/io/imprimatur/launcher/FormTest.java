package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {

  private static final URI PAGE = URI.create("http://localhost:8403/subscriptions/confirm?token=a");

  @Test
  void takesTheFirstFormThatIsSentByPostWithItsHiddenFields() {
    String html =
        """
        <form action="/search"><input type="hidden" name="other" value="1"></form>
        <form class="big"
              action="/subscriptions/confirm?x=1&amp;y=2" method="POST">
          <input value='a&#39;&quot;&lt;b' name='token' type='hidden'/>
          <input type="text" name="typed" value="no">
          <button>Confirm</button>
        </form>""";
    Form form = Form.in(PAGE, html).orElseThrow();
    assertThat(form.action())
        .isEqualTo(URI.create("http://localhost:8403/subscriptions/confirm?x=1&y=2"));
    assertThat(form.hidden()).isEqualTo(Map.of("token", "a'\"<b"));
  }

  @Test
  void takesTheFormThatHasTheFields() {
    String html =
        """
        <form method="post" action="/language"><button name="lang" value="zh">中文</button></form>
        <form method="post" action="/login"><input name="username"><input name="password"></form>""";
    assertThat(Form.in(PAGE, html, "username", "password").orElseThrow().action().getPath())
        .isEqualTo("/login");
    assertThat(Form.in(PAGE, html, "pin")).isEmpty();
  }

  @Test
  void withoutActionItGoesToThePageItself() {
    assertThat(Form.in(PAGE, "<form method=post></form>")).isEmpty();
    assertThat(Form.in(PAGE, "<form method=\"post\"></form>").orElseThrow().action())
        .isEqualTo(PAGE);
  }

  @Test
  void encodesFields() {
    assertThat(Form.encode(Map.of("a", "b&c 中"))).isEqualTo("a=b%26c+%E4%B8%AD");
  }
}
