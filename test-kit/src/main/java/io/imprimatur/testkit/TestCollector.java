package io.imprimatur.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes spans as OpenTelemetry's collector does: OTLP 1 over HTTP, protocol buffers, at {@code
 * /v1/traces}.
 */
public final class TestCollector implements AutoCloseable {

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  public TestCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  /**
   * A span.
   *
   * @param parentId empty for the first of its trace
   * @param kind {@code INTERNAL, SERVER, CLIENT, PRODUCER} or {@code CONSUMER}
   * @param attributes text and whole numbers as text; others are left out
   */
  public record Span(
      String service,
      String traceId,
      String spanId,
      String parentId,
      String name,
      String kind,
      Map<String, String> attributes) {}

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set to. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that came so far. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Those of one trace. */
  public List<Span> spans(String traceId) {
    return spans.stream().filter(s -> s.traceId().equals(traceId)).toList();
  }

  /** How many requests came, whatever was in them. */
  public int requests() {
    return requests.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean traces =
        exchange.getRequestURI().getPath().equals("/v1/traces")
            && "application/x-protobuf"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (traces) {
      for (Field resource : fields(ByteBuffer.wrap(body), 1)) {
        spans.addAll(ofResource(resource.bytes()));
      }
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(traces ? 200 : 404, -1);
    exchange.close();
  }

  private static List<Span> ofResource(ByteBuffer resourceSpans) {
    String service =
        fields(resourceSpans, 1).stream()
            .map(resource -> attributes(resource.bytes(), 1).get("service.name"))
            .findFirst()
            .orElse("");
    return fields(resourceSpans, 2).stream()
        .flatMap(scope -> fields(scope.bytes(), 2).stream())
        .map(span -> span(service, span.bytes()))
        .toList();
  }

  private static Span span(String service, ByteBuffer span) {
    return new Span(
        service,
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        text(span, 5),
        switch ((int) number(span, 6)) {
          case 1 -> "INTERNAL";
          case 2 -> "SERVER";
          case 3 -> "CLIENT";
          case 4 -> "PRODUCER";
          case 5 -> "CONSUMER";
          default -> "UNSPECIFIED";
        },
        attributes(span, 9));
  }

  private static Map<String, String> attributes(ByteBuffer message, int tag) {
    Map<String, String> attributes = new TreeMap<>();
    for (Field attribute : fields(message, tag)) {
      for (Field value : fields(attribute.bytes(), 2)) {
        List<Field> words = fields(value.bytes(), 1);
        List<Field> numbers = fields(value.bytes(), 3);
        String name = text(attribute.bytes(), 1);
        words.forEach(
            w -> attributes.put(name, StandardCharsets.UTF_8.decode(w.bytes()).toString()));
        numbers.forEach(n -> attributes.put(name, Long.toString(n.number())));
      }
    }
    return attributes;
  }

  private static String hex(ByteBuffer message, int tag) {
    return fields(message, tag).stream()
        .map(
            field -> {
              byte[] bytes = new byte[field.bytes().remaining()];
              field.bytes().get(bytes);
              return HexFormat.of().formatHex(bytes);
            })
        .findFirst()
        .orElse("");
  }

  private static String text(ByteBuffer message, int tag) {
    return fields(message, tag).stream()
        .map(field -> StandardCharsets.UTF_8.decode(field.bytes()).toString())
        .findFirst()
        .orElse("");
  }

  private static long number(ByteBuffer message, int tag) {
    return fields(message, tag).stream().mapToLong(Field::number).findFirst().orElse(0);
  }

  /** One field of a message (protocol buffers' wire format). */
  private record Field(int tag, long number, ByteBuffer bytes) {}

  private static List<Field> fields(ByteBuffer message, int tag) {
    ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> found = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Field field =
          switch ((int) (key & 7)) {
            case 0 -> new Field((int) (key >>> 3), varint(in), null);
            case 1 -> new Field((int) (key >>> 3), in.getLong(), null);
            case 2 -> {
              int length = (int) varint(in);
              ByteBuffer bytes = in.slice(in.position(), length);
              in.position(in.position() + length);
              yield new Field((int) (key >>> 3), 0, bytes);
            }
            case 5 -> new Field((int) (key >>> 3), in.getInt(), null);
            default -> throw new IllegalStateException("no field begins with " + key);
          };
      if (field.tag() == tag) {
        found.add(field);
      }
    }
    return found;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
