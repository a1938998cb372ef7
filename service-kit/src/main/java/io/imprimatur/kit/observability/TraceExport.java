package io.imprimatur.kit.observability;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends recorded steps where OpenTelemetry's own settings say: to a collector by OTLP over HTTP
 * ({@code OTEL_EXPORTER_OTLP_ENDPOINT} or {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}), or to Zipkin
 * ({@code OTEL_EXPORTER_ZIPKIN_ENDPOINT}). Without either nothing is recorded, kept or sent.
 * Metrics and logs have their own ways out.
 */
final class TraceExport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TraceExport.class);

  private static final String EXPORTER = "otel.traces.exporter";

  /** By the exporter's name, the settings of which one has to say where it sends to. */
  private static final Map<String, List<String>> ADDRESSES =
      Map.of(
          "otlp", List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint"),
          "zipkin", List.of("otel.exporter.zipkin.endpoint"));

  /** What is not said otherwise: spans only, by protocol buffers over HTTP. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private final OpenTelemetrySdk sdk;

  private TraceExport(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * @param settings all that begin with {@code otel.}, whole names
   * @param service the service's name, unless the settings give one
   */
  static TraceExport of(Map<String, String> settings, String service) {
    String exporter = exporter(settings);
    if (!wanted(settings, exporter)) {
      return new TraceExport(null);
    }
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.put(EXPORTER, exporter);
    all.put("otel.service.name", service);
    all.putAll(settings);
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesCustomizer(known -> all)
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    LOG.info("spans are exported by {}", exporter);
    return new TraceExport(sdk);
  }

  /** As the settings say; else the one whose address they name. */
  private static String exporter(Map<String, String> settings) {
    String said = settings.getOrDefault(EXPORTER, "");
    if (!said.isBlank()) {
      return said;
    }
    return !named(settings, "otlp") && named(settings, "zipkin") ? "zipkin" : "otlp";
  }

  private static boolean wanted(Map<String, String> settings, String exporter) {
    return named(settings, exporter) && !Boolean.parseBoolean(settings.get("otel.sdk.disabled"));
  }

  private static boolean named(Map<String, String> settings, String exporter) {
    return ADDRESSES.getOrDefault(exporter, List.of()).stream()
        .anyMatch(name -> !settings.getOrDefault(name, "").isBlank());
  }

  Traces traces() {
    return sdk == null ? Traces.UNRECORDED : new Traces(sdk.getTracer("io.imprimatur"));
  }

  /** Sends what is recorded and not sent yet, for some seconds at most. */
  @Override
  public void close() {
    if (sdk != null) {
      sdk.close();
    }
  }
}
