package io.imprimatur.kit.messaging;

import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventConsumer;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.inbox.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.data.mongodb.core.query.Update;

/**
 * A service as small as it can be: it hears words, keeps them in order, and says each of them on. A
 * word tells how to treat it: {@code illegal:…} has no place in any state, {@code sealed:N:…}
 * carries a seal for revision N, {@code forged:…} carries a wrong one, {@code odd:…} fails in a way
 * nobody foresaw, {@code away:…} fails until {@link #back}.
 */
class Sayings implements EventConsumer<String> {

  static final String SAID = "test.said.v1";
  static final String SAID_ON = "test.said-on.v1";

  private final Clock clock;
  private final ConcurrentMap<String, Integer> tries = new ConcurrentHashMap<>();
  private volatile boolean away = true;

  Sayings(Clock clock) {
    this.clock = clock;
  }

  void back() {
    away = false;
  }

  int tries(String word) {
    return tries.getOrDefault(word, 0);
  }

  @Override
  public Optional<String> read(IncomingEvent raw) {
    if (!raw.type().equals(SAID)) {
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
  public Write<?> apply(IncomingEvent raw, String word, Optional<Stored> article) {
    tries.merge(word, 1, Integer::sum);
    if (word.startsWith("illegal:")) {
      throw new IllegalTransition("no place for " + word);
    }
    if (word.startsWith("odd:")) {
      throw new IllegalStateException("nobody foresaw " + word);
    }
    if (word.startsWith("away:") && away) {
      throw new TransientFailure("something is away", null);
    }
    if (article.filter(a -> OwnSayings.isSaid(a, word)).isPresent()) {
      return Write.of(word, new Update().pull(OwnSayings.SAID_BEFORE, word), List.of());
    }
    return Write.of(
        word,
        new Update().push("words", word),
        List.of(
            new Outgoing(
                UUID.randomUUID(),
                SAID_ON,
                clock.instant(),
                word.getBytes(StandardCharsets.UTF_8))));
  }
}
