package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.notification.subscription.BadLink;
import io.imprimatur.notification.subscription.Links;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The file with the keys of links, as one key alone made it and as {@code deploy/link-keys} does.
 */
class TokenKeyTest {

  private static final String OLD = base64("old", 32);
  private static final String NEW = base64("new", 32);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"})
  void theFirstKeySignsAndTheOthersAreBelieved(String between) throws IOException {
    Links both = links(NEW + between + OLD + "\n");

    assertThat(both.end("s1", "en")).isEqualTo(links(NEW).end("s1", "en"));
    assertThat(both.readEnd(token(links(OLD))).subscriber()).isEqualTo("s1");
    assertThatThrownBy(() -> links(NEW).readEnd(token(links(OLD)))).isInstanceOf(BadLink.class);
  }

  @Test
  void aLongKeyInSeveralLinesIsOneKey() throws IOException {
    String whole = base64("long", 96);
    String wrapped = whole.substring(0, 64) + "\n" + whole.substring(64) + "\n";

    assertThat(links(wrapped).end("s1", "en")).isEqualTo(links(whole).end("s1", "en"));
    assertThat(links(wrapped + "\n" + OLD).readEnd(token(links(OLD))).subscriber())
        .isEqualTo("s1");
  }

  @Test
  void aFileThatIsNotWholeStartsNothingAndShowsNoKey() {
    assertRefused("", "has 0 bytes; it needs 32 or more");
    assertRefused(NEW + "\n\n" + base64("short", 31), "has 31 bytes; it needs 32 or more");
    assertRefused(NEW + "\n\n" + OLD.substring(0, 41), "holds no base64");
    assertRefused(
        IntStream.range(0, 21)
            .mapToObj(i -> base64("k" + i, 32))
            .collect(Collectors.joining("\n\n")),
        "holds 21; it may hold 20");
    assertThatThrownBy(() -> TokenKey.read(folder.resolve("none").toString()))
        .isInstanceOf(TokenKeyUnusable.class)
        .hasMessageContaining("can't be read");
  }

  private void assertRefused(String content, String why) {
    assertThatThrownBy(() -> links(content))
        .isInstanceOf(TokenKeyUnusable.class)
        .hasMessageContaining(why)
        .hasMessageNotContainingAny(NEW, OLD, OLD.substring(0, 20));
  }

  private Links links(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("subscription.key"), content);
    return new Links(TokenKey.read(file.toString()), "https://mail.example");
  }

  private static String token(Links links) {
    return links.end("s1", "en").getQuery().replaceAll("token=([^&]*).*", "$1");
  }

  private static String base64(String seed, int bytes) {
    return Base64.getEncoder()
        .encodeToString(
            (seed + ".".repeat(bytes)).substring(0, bytes).getBytes(StandardCharsets.UTF_8));
  }
}
