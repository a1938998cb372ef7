package io.imprimatur.signin;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A map that outlives the process, {@code kill -9} too: each entry is a file of its own, whole
 * before it has its name. For some hundreds of small values; readable by their owner alone.
 *
 * <p>What another version wrote and this one can't read is forgotten: people sign in again.
 */
final class KeptMap<V> extends AbstractMap<String, V> {

  private static final Logger LOG = LoggerFactory.getLogger(KeptMap.class);
  private static final String ENDING = ".entry";
  private static final int LOOK_EVERY = 50;

  private final Path folder;
  private final Class<V> type;
  private final Predicate<V> over;
  private final Map<String, V> values = new ConcurrentHashMap<>();
  private final AtomicInteger puts = new AtomicInteger();

  /**
   * @param folder where the files are; made if missing
   * @param over which values nobody needs any more
   */
  KeptMap(Path folder, Class<V> type, Predicate<V> over) {
    this.folder = folder;
    this.type = type;
    this.over = over;
    try {
      Files.createDirectories(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          load(file);
        }
      }
    } catch (IOException e) {
      throw new CannotStart(
          "What is kept in "
              + folder
              + " can't be read ("
              + e
              + "): SIGN_IN_DATA must name a folder that this user can write to.",
          e);
    }
    forgetOld();
  }

  private void load(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!name.endsWith(ENDING)) {
      Files.delete(file);
      return;
    }
    String key =
        new String(
            HexFormat.of().parseHex(name.substring(0, name.length() - ENDING.length())),
            StandardCharsets.UTF_8);
    try (var in = new ObjectInputStream(Files.newInputStream(file))) {
      values.put(key, type.cast(in.readObject()));
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      LOG.warn("{} was written by another version and is forgotten: {}", file, e.toString());
      Files.delete(file);
    }
  }

  @Override
  public @Nullable V get(Object key) {
    return values.get(key);
  }

  @Override
  public @Nullable V put(String key, V value) {
    Path file = file(key);
    try {
      Path unfinished = Files.createTempFile(folder, "entry", ".new");
      try (var out = new ObjectOutputStream(Files.newOutputStream(unfinished))) {
        out.writeObject(value);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    V before = values.put(key, value);
    if (puts.incrementAndGet() % LOOK_EVERY == 0) {
      forgetOld();
    }
    return before;
  }

  @Override
  public @Nullable V remove(Object key) {
    V before = values.remove(key);
    try {
      Files.deleteIfExists(file(key.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return before;
  }

  @Override
  public boolean containsKey(Object key) {
    return values.containsKey(key);
  }

  /** A copy: what is taken out of it stays in the map. */
  @Override
  public Set<Entry<String, V>> entrySet() {
    return Map.copyOf(values).entrySet();
  }

  private void forgetOld() {
    entrySet().stream()
        .filter(entry -> over.test(entry.getValue()))
        .forEach(entry -> remove(entry.getKey()));
  }

  /** Keys come from cookies too, so they are not taken for file names as they are. */
  private Path file(String key) {
    return folder.resolve(HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)) + ENDING);
  }
}
