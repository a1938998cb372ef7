package io.imprimatur.mailbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mails on disk, one file each: a line with the summary, then the mail as it came. A mail is
 * written aside, synced and moved into its place, so a file is whole or not there. Summaries are in
 * memory.
 */
final class MailStore implements AutoCloseable {

  private static final String ENDING = ".mail";
  private static final int LONGEST_SUMMARY = 1024 * 1024;
  private static final int RANDOM_DIGITS = 11;
  private static final int BASE = 36;

  private final JsonMapper json = JsonMapper.shared();
  private final Path folder;
  private final FileChannel lock;
  private final FolderSync sync;
  // By id; an id begins with the time, so this is the order of arrival, newest first.
  private final ConcurrentSkipListMap<String, Summary> mails =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final AtomicLong lastMicros = new AtomicLong();

  private MailStore(Path folder, FileChannel lock, FolderSync sync) {
    this.folder = folder;
    this.lock = lock;
    this.sync = sync;
  }

  /** Brings the names in a folder to the disk. */
  interface FolderSync {

    void sync(Path folder) throws IOException;
  }

  static MailStore open(Path data) {
    return open(data, MailStore::syncFolder);
  }

  static MailStore open(Path data, FolderSync sync) {
    Path folder = data.resolve("mails");
    try {
      Files.createDirectories(folder);
      var lock =
          FileChannel.open(
              data.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw new CannotStart(
            "The folder %s is in use by another mailbox: stop that one, or give another by --data."
                .formatted(data.toAbsolutePath()));
      }
      var store = new MailStore(folder, lock, sync);
      store.load();
      return store;
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s can't be used (%s): give a writable one by --data."
              .formatted(data.toAbsolutePath(), e),
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void load() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(ENDING)) {
          Summary summary = readSummary(file);
          mails.put(summary.id(), summary);
        } else {
          // What a killed process had not finished, so had not acknowledged.
          Files.delete(file);
        }
      }
    }
  }

  private Summary readSummary(Path file) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      return json.readValue(summaryLine(in), Summary.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is no mail of this mailbox", e);
    }
  }

  private static byte[] summaryLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() > LONGEST_SUMMARY) {
        throw new IOException("The file does not begin with a summary");
      }
      line.write(next);
    }
    return line.toByteArray();
  }

  /** Keeps a mail; when this returns, it is on disk. */
  Summary keep(Envelope envelope, byte[] raw) throws IOException {
    Instant now = Instant.now();
    Summary summary = envelope.summary(newId(now), now, new Letter(raw), raw.length);
    byte[] head = json.writeValueAsBytes(summary);
    Path aside = folder.resolve(summary.id() + ".part");
    try {
      try (var out =
          FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        write(out, ByteBuffer.wrap(head));
        write(out, ByteBuffer.wrap(new byte[] {'\n'}));
        write(out, ByteBuffer.wrap(raw));
        out.force(true);
      }
      Files.move(aside, file(summary.id()), StandardCopyOption.ATOMIC_MOVE);
      sync.sync(folder);
    } catch (IOException e) {
      // Whoever is told that it failed sends it again: neither may come back after a restart.
      Files.deleteIfExists(aside);
      Files.deleteIfExists(file(summary.id()));
      throw e;
    }
    mails.put(summary.id(), summary);
    return summary;
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private String newId(Instant now) {
    long micros =
        lastMicros.accumulateAndGet(
            ChronoUnit.MICROS.between(Instant.EPOCH, now),
            (last, next) -> Math.max(last + 1, next));
    var id = new StringBuilder(Long.toString(micros, BASE));
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      id.append(Character.forDigit(ThreadLocalRandom.current().nextInt(BASE), BASE));
    }
    return id.toString();
  }

  /** All mails, newest first. */
  List<Summary> all() {
    return new ArrayList<>(mails.values());
  }

  /** Whether any mail went to the address. */
  boolean hasMailTo(String address) {
    return mails.values().stream().anyMatch(mail -> mail.goesTo(address));
  }

  Optional<Summary> find(String id) {
    return Optional.ofNullable(mails.get(id));
  }

  /** The mail as it came; empty where it was deleted meanwhile. */
  Optional<byte[]> raw(String id) throws IOException {
    if (!mails.containsKey(id)) {
      return Optional.empty();
    }
    try (var in = new BufferedInputStream(Files.newInputStream(file(id)))) {
      summaryLine(in);
      return Optional.of(in.readAllBytes());
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void delete(String id) throws IOException {
    if (mails.remove(id) != null) {
      Files.deleteIfExists(file(id));
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ENDING);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("The lock of the data folder can't be released", e);
    }
  }
}
