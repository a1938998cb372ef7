package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the last start was told, so that the other commands know it too.
 *
 * @param portOffset added to every port
 * @param externals parts that something else takes the place of
 */
record Settings(int portOffset, Externals externals) {

  static Settings read(Path file) {
    if (!Files.exists(file)) {
      return new Settings(0, Externals.NONE);
    }
    try {
      Map<String, Object> json = Json.object(Files.readString(file));
      var addresses = new TreeMap<String, String>();
      if (json.get("external") instanceof Map<?, ?> external) {
        external.forEach((name, address) -> addresses.put(name.toString(), address.toString()));
      }
      long offset = json.get("portOffset") instanceof Long number ? number : 0;
      return new Settings(Math.toIntExact(offset), new Externals(addresses));
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
          "%s can't be read (%s): remove it and give --port-offset again where you used one."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  void write(Path file) {
    var json = new LinkedHashMap<String, Object>();
    json.put("portOffset", portOffset);
    json.put("external", externals.addresses());
    try {
      Files.writeString(file, Json.write(json) + "\n");
    } catch (IOException e) {
      throw Disk.cannotWrite(file, e);
    }
  }
}
