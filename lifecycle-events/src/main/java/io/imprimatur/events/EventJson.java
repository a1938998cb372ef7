package io.imprimatur.events;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Events as JSON (RFC 8259) and their names on the wire (the CloudEvents attribute {@code type}).
 *
 * <p>Reading is strict about what an event needs and lenient about what it doesn't know, so a newer
 * producer may add optional fields. A breaking change takes a new name that ends in {@code .v2}.
 */
public final class EventJson {

  private static final Map<String, Class<? extends LifecycleEvent>> BY_TYPE = types();
  private static final Map<Class<? extends LifecycleEvent>, String> BY_CLASS =
      BY_TYPE.entrySet().stream()
          .collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .withCoercionConfig(
              LogicalType.Textual,
              c ->
                  c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(new SimpleModule().addDeserializer(Instant.class, new IsoInstant()))
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private EventJson() {}

  private static Map<String, Class<? extends LifecycleEvent>> types() {
    Map<String, Class<? extends LifecycleEvent>> types = new LinkedHashMap<>();
    types.put("imprimatur.draft.submitted.v1", DraftSubmitted.class);
    types.put("imprimatur.draft.take-back-requested.v1", TakeBackRequested.class);
    types.put("imprimatur.review.opened.v1", ReviewOpened.class);
    types.put("imprimatur.review.step-approved.v1", StepApproved.class);
    types.put("imprimatur.review.changes-requested.v1", ChangesRequested.class);
    types.put("imprimatur.review.rejected.v1", ArticleRejected.class);
    types.put("imprimatur.review.closed.v1", ReviewClosed.class);
    types.put("imprimatur.review.take-back-refused.v1", TakeBackRefused.class);
    types.put("imprimatur.article.approved.v1", ArticleApproved.class);
    types.put("imprimatur.article.published.v1", ArticlePublished.class);
    types.put("imprimatur.article.updated.v1", ArticleUpdated.class);
    types.put("imprimatur.article.withdrawn.v1", ArticleWithdrawn.class);
    types.put("imprimatur.publication.refused.v1", PublicationRefused.class);
    types.put("imprimatur.alert.started.v1", AlertStarted.class);
    types.put("imprimatur.alert.completed.v1", AlertCompleted.class);
    types.put("imprimatur.alert.stopped.v1", AlertStopped.class);
    return Map.copyOf(types);
  }

  /** The event's name on the wire. */
  public static String typeOf(LifecycleEvent event) {
    return BY_CLASS.get(event.getClass());
  }

  /**
   * The names on the wire of all events of a kind.
   *
   * @param kind such as {@link PublishingEvent}
   */
  public static Set<String> typesOf(Class<? extends LifecycleEvent> kind) {
    return BY_TYPE.entrySet().stream()
        .filter(type -> kind.isAssignableFrom(type.getValue()))
        .map(Map.Entry::getKey)
        .collect(toUnmodifiableSet());
  }

  /** The event's body, UTF-8. The same event always gives the same bytes. */
  public static byte[] write(LifecycleEvent event) {
    return JSON.writeValueAsBytes(event);
  }

  /**
   * Reads an event's body.
   *
   * @return the event, or nothing where the type is none of this language
   * @throws IllegalArgumentException where the body is no JSON of that type; the message says what
   *     is wrong
   */
  public static Optional<LifecycleEvent> read(String type, byte[] body) {
    Class<? extends LifecycleEvent> known = BY_TYPE.get(type);
    if (known == null) {
      return Optional.empty();
    }
    try {
      LifecycleEvent event = JSON.readValue(body, known);
      if (event == null) {
        throw new IllegalArgumentException("the body of " + type + " is null");
      }
      return Optional.of(event);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the body is no %s: %s".formatted(type, reason(e)), e);
    }
  }

  /** What is wrong, led by the field where it is. */
  private static String reason(JacksonException e) {
    String what =
        e.getCause() instanceof IllegalArgumentException cause
            ? cause.getMessage()
            : e.getOriginalMessage();
    StringBuilder where = new StringBuilder();
    for (JacksonException.Reference at : e.getPath()) {
      if (at.getPropertyName() == null) {
        where.append('[').append(at.getIndex()).append(']');
      } else {
        where.append(where.isEmpty() ? "" : ".").append(at.getPropertyName());
      }
    }
    return where.isEmpty() ? what : where + ": " + what;
  }
}
