package io.imprimatur.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes that each tell one event, and a consumer that sees when the broker has it. The same for
 * every outbox that is measured; times are of one clock, because all is in one process.
 */
final class OutboxLoad {

  /** One write of a document or row, with its event in the same write or transaction. */
  interface Writer {
    /**
     * Returns when the write is acknowledged.
     *
     * @param number to stand in the event's JSON as {@code "number":…,}
     */
    void write(String article, int number) throws Exception;
  }

  static final int PARTITIONS = 12;
  static final int WRITERS = 16;
  static final int ARTICLES = 10_000;

  /** Brings an event to some 500 bytes. */
  static final String FILLING = "The works begin in spring. ".repeat(16).strip();

  private static final int MOST_EVENTS = 4_000_000;
  private static final String NUMBER = "\"number\":";

  private final Writer writer;
  private final long[] due = new long[MOST_EVENTS];
  private final long[] written = new long[MOST_EVENTS];
  private final long[] arrived = new long[MOST_EVENTS];
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger seen = new AtomicInteger();

  OutboxLoad(String brokers, String topic, Writer writer) {
    this.writer = writer;
    var properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    Thread.ofPlatform().daemon().name("consumer").start(() -> listen(consumer));
  }

  private void listen(KafkaConsumer<byte[], byte[]> consumer) {
    while (true) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
        int number = number(each.value());
        if (arrived[number] == 0) {
          arrived[number] = System.nanoTime();
          seen.incrementAndGet();
        }
      }
    }
  }

  private static int number(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    int from = text.indexOf(NUMBER) + NUMBER.length();
    int to = from;
    while (Character.isDigit(text.charAt(to))) {
      to++;
    }
    return Integer.parseInt(text, from, to, 10);
  }

  /** {@code rate PER_SECOND SECONDS}, or {@code max SECONDS} for as many as it can take. */
  Map<String, Object> run(String[] words) throws Exception {
    return words[0].equals("max")
        ? run(0, Integer.parseInt(words[1]))
        : run(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
  }

  private Map<String, Object> run(int perSecond, int seconds) throws Exception {
    int first = next.get();
    int seenBefore = seen.get();
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    var backlogs = new Latencies();
    int seenInTime;
    int backlog;
    try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all =
          IntStream.range(0, WRITERS)
              .<Future<?>>mapToObj(i -> pool.submit(() -> write(perSecond, first, began, end)))
              .toList();
      for (int second = 1; second <= seconds; second++) {
        sleepUntil(began + TimeUnit.SECONDS.toNanos(second));
        backlogs.add((acknowledged.get() - seen.get()) * 1_000_000L);
      }
      seenInTime = seen.get() - seenBefore;
      backlog = acknowledged.get() - seen.get();
      for (Future<?> each : all) {
        each.get();
      }
    }
    awaitAll(next.get());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("perSecond", (double) seenInTime / seconds);
    answer.put("events", next.get() - first);
    answer.put("backlogAtEnd", backlog);
    answer.put("backlogMost", backlogs.percentile(100));
    var fromWritten = new Latencies();
    var fromDue = new Latencies();
    for (int i = first; i < next.get(); i++) {
      fromWritten.add(Math.max(0, arrived[i] - written[i]));
      fromDue.add(arrived[i] - due[i]);
    }
    answer.put("p50", fromWritten.percentile(50));
    answer.put("p99", fromWritten.percentile(99));
    answer.put("wholeP50", fromDue.percentile(50));
    answer.put("wholeP99", fromDue.percentile(99));
    return answer;
  }

  private Void write(int perSecond, int first, long began, long end) throws Exception {
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      int number = next.getAndIncrement();
      due[number] = now;
      if (perSecond > 0) {
        due[number] = began + (number - first) * TimeUnit.SECONDS.toNanos(1) / perSecond;
        sleepUntil(due[number]);
      }
      writer.write("article-" + number % ARTICLES, number);
      written[number] = System.nanoTime();
      acknowledged.incrementAndGet();
    }
    return null;
  }

  private void awaitAll(int count) {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (seen.get() < count) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(count - seen.get() + " events have not arrived");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static void sleepUntil(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
