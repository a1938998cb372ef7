package io.imprimatur.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailStoreTest {

  private static final byte[] RAW = "Subject: Flood notice\r\n\r\nThe river rises.".getBytes(UTF_8);

  @TempDir private Path data;

  @Test
  void aMailThatWasNotAcknowledgedDoesNotComeBackAfterARestart() throws Exception {
    Envelope envelope = new Envelope("desk@example.org", List.of("reader@example.org"));
    MailStore.FolderSync broken =
        folder -> {
          throw new IOException("No space left on device");
        };
    try (MailStore store = MailStore.open(data, broken)) {
      assertThatThrownBy(() -> store.keep(envelope, RAW)).hasMessageContaining("No space left");
      assertThat(store.all()).isEmpty();
    }

    try (MailStore store = MailStore.open(data)) {
      store.keep(envelope, RAW);
    }

    try (MailStore store = MailStore.open(data)) {
      assertThat(store.all()).hasSize(1);
    }
  }
}
