package io.imprimatur.kit.observability;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends recorded steps to a collector by OTLP over HTTP, where OpenTelemetry's own settings name
 * one: {@code OTEL_EXPORTER_OTLP_ENDPOINT} or {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}. Without
 * one nothing is recorded, kept or sent. Metrics and logs have their own ways out.
 */
final class TraceExport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TraceExport.class);

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
    if (!wanted(settings)) {
      return new TraceExport(null);
    }
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.put("otel.service.name", service);
    all.putAll(settings);
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesCustomizer(known -> all)
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    LOG.info("spans are exported by OTLP");
    return new TraceExport(sdk);
  }

  private static boolean wanted(Map<String, String> settings) {
    boolean named =
        Stream.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint")
            .anyMatch(name -> !settings.getOrDefault(name, "").isBlank());
    return named
        && !Boolean.parseBoolean(settings.get("otel.sdk.disabled"))
        && settings.getOrDefault("otel.traces.exporter", "otlp").equals("otlp");
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
