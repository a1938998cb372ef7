package io.imprimatur.seals;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as seals are written and read: a name twice, text after the end, a number for a string and
 * deep nesting are errors, because two readers of one seal must never see two things (RFC 8725,
 * section 2.4).
 */
final class StrictJson {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(10).build())
                  .build())
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
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private StrictJson() {}

  static byte[] write(Seal seal) {
    return JSON.writeValueAsBytes(seal);
  }

  static Seal readSeal(byte[] payload) {
    try {
      Seal seal = JSON.readValue(payload, Seal.class);
      if (seal == null) {
        throw new SealRefused("the seal's payload is null");
      }
      return seal;
    } catch (JacksonException e) {
      throw new SealRefused("the seal's payload is none: " + reason(e), e);
    }
  }

  /** An object, such as a JWS header. */
  static JsonNode readObject(String what, byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (!node.isObject()) {
        throw new SealRefused(what + " is no JSON object");
      }
      return node;
    } catch (JacksonException e) {
      throw new SealRefused(what + " is no JSON: " + reason(e), e);
    }
  }

  private static String reason(JacksonException e) {
    return Shown.of(
        e.getCause() instanceof IllegalArgumentException cause
            ? cause.getMessage()
            : e.getOriginalMessage());
  }
}
