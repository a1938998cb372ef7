package io.imprimatur.kit.messaging;

import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.UnreadableEvent;
import io.imprimatur.kit.restore.OwnEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.data.mongodb.core.query.Update;

/**
 * What {@link Sayings} takes over of the words that it said on: they are among its words, and are
 * not said on again when the neighbour's word comes again.
 */
final class OwnSayings implements OwnEvents<String> {

  /** Words that were said on already, of which the neighbour's word has not come again. */
  static final String SAID_BEFORE = "saidBefore";

  static boolean isSaid(Stored article, String word) {
    return article.fields().getList(SAID_BEFORE, String.class, List.of()).contains(word);
  }

  @Override
  public Optional<String> read(IncomingEvent raw) {
    if (!raw.type().equals(Sayings.SAID_ON)) {
      return Optional.empty();
    }
    String word = new String(raw.body(), StandardCharsets.UTF_8);
    if (word.startsWith("unreadable")) {
      throw new UnreadableEvent("no word");
    }
    return Optional.of(word);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, String word) {
    if (word.startsWith("forged:")) {
      throw new EventRefused("the seal is wrong");
    }
    return word.startsWith("sealed:")
        ? OptionalLong.of(Long.parseLong(word.split(":")[1]))
        : OptionalLong.empty();
  }

  @Override
  public long sealedRevision(Stored article) {
    return article.fields().getList("words", String.class, List.of()).stream()
        .filter(word -> word.startsWith("sealed:"))
        .mapToLong(word -> Long.parseLong(word.split(":")[1]))
        .max()
        .orElse(0);
  }

  @Override
  public Write<?> takeOver(IncomingEvent raw, String word, Optional<Stored> article) {
    if (word.startsWith("illegal:")) {
      throw new IllegalTransition("no place for " + word);
    }
    return Write.of(word, new Update().push("words", word).push(SAID_BEFORE, word), List.of());
  }
}
