package io.imprimatur.events;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a time as text in the form of ISO 8601, and as nothing else: a number has no unit. */
final class IsoInstant extends StdDeserializer<Instant> {

  IsoInstant() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser json, DeserializationContext context) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      return (Instant) context.handleUnexpectedToken(getValueType(context), json);
    }
    String text = json.getString();
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return (Instant)
          context.handleWeirdStringValue(
              Instant.class, text, "must be a time in UTC such as 2026-01-31T09:00:00Z");
    }
  }
}
