package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.messaging.Wire.Answer;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.restore.RestoreSettings;
import io.imprimatur.testkit.TestBackup;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

/**
 * What a service told since its backup is taken over from its own topic, and no number is used for
 * another event.
 */
class RestoreTest extends RestoredHouse {

  @Test
  void whatWasToldSinceTheBackupIsTakenOver() {
    String younger = UUID.randomUUID().toString();
    TestBackup backup =
        lived(
            () -> say(article, 1, "one", "two"),
            () -> {
              say(article, 3, "three", "four");
              say(younger, 1, "first");
            });
    List<Answer> before = wire.answers();
    backup.putBack();
    assertThat(words(article)).containsExactly("one", "two");

    try (var service = restored(backup)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .as("lifted before anything else may be told")
          .contains(4L);
      wire.drained();
      say(article, 5, "five");
      say(younger, 2, "second");
      settled(service);
    }

    assertThat(words(article)).containsExactly("one", "two", "three", "four", "five");
    assertThat(words(younger)).containsExactly("first", "second");
    assertThat(wire.answers()).as("nothing was told twice").containsAll(before).hasSize(7);
    assertThat(wire.answers(article).stream().map(Answer::number))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void whatWasUnsentAtTheBackupAndSentSinceIsNotToldAgain() {
    TestBackup lived = lived(() -> say(article, 1, "one", "two"), () -> {});
    // As the database was a moment before the broker had the second event.
    Answer two = wire.answers(article).getLast();
    Document entry =
        new Document("sequence", 2L)
            .append("at", new Date())
            .append(
                "headers",
                new Document("ce_specversion", "1.0")
                    .append("ce_id", two.id())
                    .append("ce_source", SOURCE)
                    .append("ce_type", Sayings.SAID_ON)
                    .append("ce_subject", article)
                    .append("ce_time", lived.takenAt().toString())
                    .append("ce_sequence", "2"))
            .append("body", new Binary("two".getBytes(StandardCharsets.UTF_8)));
    database
        .getCollection("articles")
        .updateOne(
            new Document("_id", article),
            new Document("$set", new Document("outbox", List.of(entry))));
    TestBackup backup = TestBackup.of(uri());
    backup.putBack();

    try (var service = restored(backup)) {
      assertThat(service.getBean(Outboxes.class).oldest()).as("nothing waits").isEmpty();
      say(article, 3, "three");
      settled(service);
    }
    assertThat(wire.answers(article))
        .extracting(Answer::word)
        .containsExactly("one", "two", "three");
  }

  @Test
  void aMomentThatIsTooLateIsNoticedAndEverythingIsRead() {
    TestBackup backup =
        lived(
            () -> say(article, 1, "one"),
            () -> {
              say(article, 2, "two");
              said(article, "two");
              say(article, 3, "three");
            });
    String margin = "imprimatur.restore.margin=-1ms"; // from behind event 2 on
    long second = wire.read(wire.left()).get(1).timestamp();
    backup.putBack();

    try (var service = service("imprimatur.restore.backup-taken-at=" + instant(second), margin)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .contains(3L);
      assertThat(words(article)).containsExactly("one", "two", "three");
      assertThat(listed(service)).isEmpty();
    }
  }

  @Test
  void aStartWithoutAMomentIsOneAsEver() {
    TestBackup backup = lived(() -> say(article, 1, "one"), () -> say(article, 2, "two"));
    backup.putBack();
    try (var service = service("imprimatur.restore.backup-taken-at=")) {
      wire.drained();
      assertThat(words(article)).as("nothing was taken over").containsExactly("one");
      assertThat(service.getBeansOfType(RestoreSettings.class).values())
          .extracting(RestoreSettings::backupTakenAt)
          .containsOnlyNulls();
    }
  }

  private static String instant(long millis) {
    return java.time.Instant.ofEpochMilli(millis).toString();
  }
}
