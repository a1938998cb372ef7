package io.imprimatur.seals;

import static io.imprimatur.seals.Samples.ARTICLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealKeysTest {

  private static final Duration DISTANCE = Duration.ofSeconds(1);

  @TempDir Path folder;

  private final Sealer office = Sealer.of(NewSealKey.fresh());
  private final Sealer stranger = Sealer.of(NewSealKey.fresh());
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String answer = office.publicJwkSet();
  private volatile int status = 200;

  /** Near its end, where the nanoseconds go on below zero, as they may. */
  private volatile long now = Long.MAX_VALUE - 10;

  private HttpServer server;
  private Path cache;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    cache = folder.resolve("data/seal-keys.json");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/jwks.json",
        exchange -> {
          fetches.incrementAndGet();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("location", url + "?again");
          exchange.sendResponseHeaders(status, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          } catch (IOException cut) {
            // a reader who has read enough closes the connection
            exchange.close();
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    url =
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SealKeys keys() {
    return new SealKeys(url, cache, DISTANCE, Duration.ofSeconds(5), () -> now);
  }

  private static Seal verify(SealKeys keys, Sealer by) {
    return new SealVerifier(keys).verify(by.seal(Samples.seal()), ARTICLE);
  }

  @Test
  void aKeyIsFetchedOnceAndKept() {
    SealKeys keys = keys();
    for (int i = 0; i < 5; i++) {
      assertThat(verify(keys, office)).isEqualTo(Samples.seal());
    }
    assertThat(fetches).hasValue(1);
    assertThat(keys.ready()).isTrue();
    assertThat(keys.trouble()).isEmpty();
    assertThat(keys.pem(office.kid()).orElseThrow()).startsWith("-----BEGIN PUBLIC KEY-----\n");
  }

  @Test
  void keptKeysSurviveARestartWithReviewAway() {
    verify(keys(), office);
    server.stop(0);
    assertThat(verify(keys(), office)).isEqualTo(Samples.seal());
  }

  @Test
  void withReviewAwayNothingIsRefusedForGood() {
    server.stop(0);
    SealKeys keys = keys();
    assertThatThrownBy(() -> verify(keys, office))
        .isInstanceOf(KeysUnreachable.class)
        .hasMessageContaining(url.toString());
    assertThat(keys.trouble()).isPresent();
    assertThat(keys.ready()).isFalse();
  }

  @Test
  void anUnknownKeyIsRefusedOnlyAfterAFreshFetch() {
    SealKeys keys = keys();
    verify(keys, office);
    now += DISTANCE.toNanos();
    assertThatThrownBy(() -> verify(keys, stranger)).isInstanceOf(SealRefused.class);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void strangeNamesMakeNoFlood() {
    SealKeys keys = keys();
    verify(keys, office);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> verify(keys, stranger)).isInstanceOf(KeysUnreachable.class);
    }
    assertThat(fetches).hasValue(1);
    assertThat(verify(keys, office)).isEqualTo(Samples.seal());
  }

  @Test
  void aRotatedKeyIsFoundAndARemovedOneIsNoLongerTrusted() {
    SealKeys keys = keys();
    verify(keys, office);
    answer = stranger.publicJwkSet();
    now += DISTANCE.toNanos();
    assertThat(verify(keys, stranger)).isEqualTo(Samples.seal());
    now += DISTANCE.toNanos();
    assertThatThrownBy(() -> verify(keys, office)).isInstanceOf(SealRefused.class);
    assertThatThrownBy(() -> verify(keys(), office))
        .as("after a restart, too")
        .isInstanceOf(SealRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"keys\":[]}", "{\"keys\":7}"})
  void anAnswerThatIsNoKeySetIsTransientAndKeepsWhatIsKnown(String wrong) {
    SealKeys keys = keys();
    verify(keys, office);
    answer = wrong;
    now += DISTANCE.toNanos();
    assertThatThrownBy(() -> verify(keys, stranger)).isInstanceOf(KeysUnreachable.class);
    assertThat(verify(keys, office)).isEqualTo(Samples.seal());
    assertThat(verify(keys(), office)).isEqualTo(Samples.seal());
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 500})
  void anotherStatusIsTransient(int other) {
    status = other;
    assertThatThrownBy(() -> verify(keys(), office))
        .isInstanceOf(KeysUnreachable.class)
        .hasMessageContaining(String.valueOf(other));
    assertThat(fetches).hasValue(1);
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    answer = " ".repeat(KeyFetch.MAX_BYTES) + office.publicJwkSet();
    assertThatThrownBy(() -> verify(keys(), office))
        .isInstanceOf(KeysUnreachable.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    SealKeys keys =
        new SealKeys(url.resolve("/slow"), cache, DISTANCE, Duration.ofMillis(300), () -> now);
    try {
      assertThatThrownBy(() -> verify(keys, office)).isInstanceOf(KeysUnreachable.class);
    } finally {
      end.countDown();
    }
  }

  @Test
  void keysOfAnotherKindOrNameAreLeftOut() {
    String kid = stranger.kid();
    answer =
        """
        {"keys":[{"kty":"oct","k":"AAAA","kid":"%s"},
         {"kty":"OKP","crv":"Ed25519","kid":"%s","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
         {"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
         {"kty":"OKP","crv":"Ed25519","x":"AAAA"},
         {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"""
            .formatted(kid, kid);
    SealKeys keys = keys();
    assertThat(keys.find("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")).isPresent();
    now += DISTANCE.toNanos();
    assertThat(keys.find(kid)).isEmpty();
  }

  @Test
  void aDamagedCacheCostsAFetchOnly() throws IOException {
    Files.createDirectories(cache.getParent());
    Files.writeString(cache, "{\"keys\":[{\"kty\"");
    assertThat(verify(keys(), office)).isEqualTo(Samples.seal());
    assertThat(fetches).hasValue(1);
    assertThat(verify(keys(), office)).isEqualTo(Samples.seal());
    assertThat(fetches).hasValue(1);
    try (var files = Files.list(cache.getParent())) {
      assertThat(files).containsExactly(cache);
    }
  }

  @Test
  void aCacheThatCannotBeWrittenLeavesTheKeysInMemory() throws IOException {
    Files.writeString(folder.resolve("data"), "a file where the folder should be");
    SealKeys keys = keys();
    assertThat(verify(keys, office)).isEqualTo(Samples.seal());
    assertThat(verify(keys, office)).isEqualTo(Samples.seal());
  }

  @Test
  void manyAtOnceShareAFetch() throws Exception {
    SealKeys keys = new SealKeys(url, cache, DISTANCE, Duration.ofSeconds(5));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Seal>> all =
          java.util.stream.Stream.generate(() -> threads.submit(() -> verify(keys, office)))
              .limit(50)
              .toList();
      for (Future<Seal> one : all) {
        assertThat(one.get()).isEqualTo(Samples.seal());
      }
    }
    assertThat(fetches).hasValue(1);
  }
}
