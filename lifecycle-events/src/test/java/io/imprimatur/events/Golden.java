package io.imprimatur.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The golden files: written by hand, read here, never written here. */
final class Golden {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private Golden() {}

  static byte[] bytes(String type) {
    return resource("/golden/" + type + ".json");
  }

  static ObjectNode tree(String type) {
    return (ObjectNode) JSON.readTree(bytes(type));
  }

  static JsonNode json(String path) {
    return JSON.readTree(resource(path));
  }

  static byte[] write(JsonNode tree) {
    return JSON.writeValueAsBytes(tree);
  }

  private static byte[] resource(String path) {
    try (InputStream in = Golden.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("there is no " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
