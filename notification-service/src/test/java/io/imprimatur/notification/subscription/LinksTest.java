package io.imprimatur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

  private static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");
  private static final Links.Confirm LEAVE =
      new Links.Confirm(
          "s1",
          3,
          new TreeSet<>(List.of(new Interest("*", "en"), new Interest("open-governance", "zh"))),
          UNTIL);

  private static final Links.Manage MANAGE = new Links.Manage("s1", 3, UNTIL);

  private final Links links = links('k');

  @Test
  void aLinkSaysWhatWasPutIntoIt() {
    URI link = links.confirm(LEAVE, "zh");

    assertThat(link.toString()).startsWith("https://mail.example/subscriptions/confirm?token=");
    assertThat(link.getQuery()).endsWith("&lang=zh");
    assertThat(links.readConfirm(token(link), UNTIL)).isEqualTo(LEAVE);
    assertThat(links.readEnd(token(links.end("s1", "en"))).subscriber()).isEqualTo("s1");
    URI manage = links.manage(MANAGE, "en");
    assertThat(manage.toString()).startsWith("https://mail.example/subscriptions/manage?token=");
    assertThat(links.readManage(token(manage), UNTIL)).isEqualTo(MANAGE);
    assertThat(links.manageToken(MANAGE)).isEqualTo(token(manage));
  }

  @Test
  void anOldLinkConfirmsNothing() {
    String token = token(links.confirm(LEAVE, "zh"));

    assertThatThrownBy(() -> links.readConfirm(token, UNTIL.plusSeconds(1)))
        .isInstanceOfSatisfying(
            BadLink.class, e -> assertThat(e.fault()).isEqualTo(BadLink.Fault.EXPIRED));
  }

  @Test
  void anOldLinkChangesNothing() {
    String token = links.manageToken(MANAGE);

    assertThatThrownBy(() -> links.readManage(token, UNTIL.plusSeconds(1)))
        .isInstanceOfSatisfying(
            BadLink.class, e -> assertThat(e.fault()).isEqualTo(BadLink.Fault.EXPIRED));
  }

  @Test
  void oneKindIsNotTakenForTheOther() {
    for (URI other : List.of(links.end("s1", "zh"), links.confirm(LEAVE, "zh"))) {
      assertThatThrownBy(() -> links.readManage(token(other), UNTIL)).isInstanceOf(BadLink.class);
    }
    assertThatThrownBy(() -> links.readConfirm(links.manageToken(MANAGE), UNTIL))
        .isInstanceOf(BadLink.class);
    assertThatThrownBy(() -> links.readEnd(links.manageToken(MANAGE))).isInstanceOf(BadLink.class);
    assertThatThrownBy(() -> links.readConfirm(token(links.end("s1", "zh")), UNTIL))
        .isInstanceOf(BadLink.class);
    assertThatThrownBy(() -> links.readEnd(token(links.confirm(LEAVE, "zh"))))
        .isInstanceOf(BadLink.class);
  }

  @Test
  void anotherKeysLinkIsNone() {
    assertThatThrownBy(() -> links.readEnd(token(links('x').end("s1", "zh"))))
        .isInstanceOf(BadLink.class);
  }

  @Test
  void aChangedTextIsNone() {
    String token = token(links.end("s1", "zh"));
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("e1|s2".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> links.readEnd(other + token.substring(token.indexOf('.'))))
        .isInstanceOf(BadLink.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "no dot", "%%%.%%%", "ZTF8czE."})
  void nonsenseIsNone(String token) {
    assertThatThrownBy(() -> links.readEnd(token)).isInstanceOf(BadLink.class);
    assertThatThrownBy(() -> links.readEnd(null)).isInstanceOf(BadLink.class);
  }

  @Test
  void aLinkOfAnEarlierKeyWorksForAsLongAsTheKeyIsKept() {
    String old = token(links('k').end("s1", "zh"));
    Links both = links('n', 'k');

    assertThat(both.readEnd(old).subscriber()).isEqualTo("s1");
    assertThat(both.readConfirm(token(links('k').confirm(LEAVE, "zh")), UNTIL)).isEqualTo(LEAVE);
    String fresh = token(both.end("s1", "zh"));
    assertThat(fresh).isEqualTo(token(links('n').end("s1", "zh"))).isNotEqualTo(old);
    assertThatThrownBy(() -> links('n').readEnd(old)).isInstanceOf(BadLink.class);
  }

  @Test
  void aLinkThatAnotherInstanceSignsWithTheNextKeyWorksHereAlready() {
    assertThat(links('k', 'n').readEnd(token(links('n', 'k').end("s1", "zh"))).subscriber())
        .isEqualTo("s1");
  }

  @Test
  void aForgedLinkIsNoneHoweverManyKeysThereAre() {
    Links many = links('n', 'k', 'o');
    String forged = token(links('x').end("s1", "zh"));
    assertThatThrownBy(() -> many.readEnd(forged)).isInstanceOf(BadLink.class);
    String genuine = token(links('k').end("s1", "zh"));
    String other = token(links('o').end("s2", "zh"));
    assertThatThrownBy(
            () ->
                many.readEnd(
                    genuine.substring(0, genuine.indexOf('.'))
                        + other.substring(other.indexOf('.'))))
        .as("one's text with another's signature")
        .isInstanceOf(BadLink.class);
  }

  @Test
  void aShortKeyOrNoneSignsNothing() {
    assertThatThrownBy(() -> new Signature(List.of(new byte[31]))).hasMessageContaining("32");
    assertThatThrownBy(() -> new Signature(List.of(new byte[32], new byte[31])))
        .hasMessageContaining("32");
    assertThatThrownBy(() -> new Signature(List.of())).hasMessageContaining("1 to 20 keys");
    assertThatThrownBy(() -> new Signature(Collections.nCopies(21, new byte[32])))
        .hasMessageContaining("1 to 20 keys");
  }

  private static Links links(char... keys) {
    return new Links(
        new Signature(
            String.valueOf(keys)
                .chars()
                .mapToObj(key -> Character.toString(key).repeat(32))
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList()),
        "https://mail.example");
  }

  private static String token(URI link) {
    return link.getQuery().replaceAll("token=([^&]*).*", "$1");
  }
}
