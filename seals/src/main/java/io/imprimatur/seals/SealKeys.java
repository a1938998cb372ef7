package io.imprimatur.seals;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The public keys as a verifier has them: fetched from the configured address, and kept in a file
 * of its own over restarts, so that pages answer while review is away. Nothing else is trusted.
 *
 * <p>A name that is not known makes a fetch, and only a fetch begun after the question decides that
 * it is unknown. Fetches keep a distance, so strange names can't become a flood of requests: a
 * question within it is answered {@link KeysUnreachable}, to be asked again. A fetch replaces the
 * whole set: what the office no longer publishes is no longer trusted.
 *
 * <p>Safe for use by many threads.
 */
public final class SealKeys implements PublicKeys {

  private static final System.Logger LOG = System.getLogger(SealKeys.class.getName());

  /**
   * Between two fetches unless told otherwise: a strange name holds up what is behind it no longer.
   */
  public static final Duration DEFAULT_DISTANCE = Duration.ofMillis(200);

  /** For a fetch as a whole unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private final URI url;
  private final KeyFetch fetch;
  private final KeyCache cache;
  private final Duration distance;
  private final LongSupplier ticker;
  private final ReentrantLock fetching = new ReentrantLock();

  private volatile KeySet keys;
  private volatile String trouble;
  private OptionalLong lastFetch = OptionalLong.empty();

  /** With the default distance and timeout. */
  public SealKeys(URI url, Path cacheFile) {
    this(url, cacheFile, DEFAULT_DISTANCE, DEFAULT_TIMEOUT);
  }

  /**
   * @param url where the office publishes its JWK Set (SEAL_KEYS_URL)
   * @param cacheFile where fetched keys are kept (SEAL_KEYS_CACHE); made with its folder
   * @param distance the least time between two fetches
   * @param timeout the most time that a fetch may take as a whole
   */
  public SealKeys(URI url, Path cacheFile, Duration distance, Duration timeout) {
    this(url, cacheFile, distance, timeout, System::nanoTime);
  }

  /**
   * @param ticker nanoseconds from any beginning, such as {@link System#nanoTime}; never a clock,
   *     which may be set back
   */
  SealKeys(URI url, Path cacheFile, Duration distance, Duration timeout, LongSupplier ticker) {
    this.url = url;
    this.fetch = new KeyFetch(url, timeout);
    this.cache = new KeyCache(cacheFile);
    this.distance = distance;
    this.ticker = ticker;
    this.keys = cache.read();
  }

  @Override
  public Optional<OctetKeyPair> find(String kid) {
    Optional<OctetKeyPair> known = keys.find(kid);
    return known.isPresent() ? known : askedFor(kid, ticker.getAsLong());
  }

  /** The public key with that name as SubjectPublicKeyInfo in PEM (RFC 7468), to be shown. */
  public Optional<String> pem(String kid) {
    return find(kid).map(Ed25519::pem);
  }

  /** Why the last fetch failed, for a health page; nothing after one that went well. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Whether any key is known, fetched or kept. */
  public boolean ready() {
    return !keys.isEmpty();
  }

  private Optional<OctetKeyPair> askedFor(String kid, long asked) {
    fetching.lock();
    try {
      Optional<OctetKeyPair> known = keys.find(kid);
      if (known.isPresent() || fetchedAfter(asked) && trouble == null) {
        return known; // another thread fetched while this one waited for the lock
      }
      long now = ticker.getAsLong();
      if (fetchedAfter(now - distance.toNanos())) {
        throw new KeysUnreachable(
            trouble == null
                ? "the seal's key %s is not known yet; the keys are fetched again within %d ms"
                    .formatted(Shown.of(kid), distance.toMillis())
                : trouble);
      }
      lastFetch = OptionalLong.of(now);
      fetchNow();
      return keys.find(kid);
    } finally {
      fetching.unlock();
    }
  }

  private boolean fetchedAfter(long moment) {
    return lastFetch.isPresent() && lastFetch.getAsLong() - moment > 0;
  }

  private void fetchNow() {
    try {
      KeySet fetched = KeySet.parse(fetch.get());
      if (fetched.isEmpty()) {
        throw new ParseException("it holds no Ed25519 key", 0);
      }
      cache.write(fetched);
      keys = fetched;
      trouble = null;
    } catch (IOException e) {
      throw unreachable("The seal keys can't be fetched from %s: %s", e);
    } catch (ParseException e) {
      throw unreachable("What %s answers is no set of seal keys: %s", e);
    }
  }

  private KeysUnreachable unreachable(String sentence, Exception cause) {
    String message = sentence.formatted(url, Shown.of(String.valueOf(cause.getMessage())));
    if (!message.equals(trouble)) {
      LOG.log(Level.WARNING, message);
    }
    trouble = message;
    return new KeysUnreachable(message, cause);
  }
}
