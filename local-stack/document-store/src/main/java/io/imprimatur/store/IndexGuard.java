package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.Set;

/** Takes an index only if the store keeps everything it promises. */
final class IndexGuard {

  private static final Set<String> KNOWN =
      Set.of("key", "name", "unique", "sparse", "background", "v", "ns");

  private IndexGuard() {}

  /**
   * Reads an entry of {@code createIndexes}.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerError 67 for kinds of index that are not there
   */
  static IndexDefinition check(Document specification) {
    if (!(specification.get("key") instanceof Document key) || key.isEmpty()) {
      throw Errors.cannotCreateIndex("Index keys cannot be empty.");
    }
    if (!(specification.get("name") instanceof String name) || name.isEmpty()) {
      throw Errors.failedToParse("The 'name' field is a required property of an index");
    }
    key.forEach(IndexGuard::field);
    for (Map.Entry<String, Object> option : specification.entrySet()) {
      if (!KNOWN.contains(option.getKey()) && !CommandFields.isHarmless(option.getValue())) {
        throw Errors.cannotCreateIndex(
            "The local document store does not support the index option '"
                + option.getKey()
                + "' (index "
                + name
                + ")");
      }
    }
    Args options = new Args("createIndexes.indexes", specification);
    Document definition =
        new Document("key", key)
            .append("name", name)
            .append("unique", options.flag("unique", false))
            .append("sparse", options.flag("sparse", false));
    return IndexDefinition.from(definition);
  }

  private static void field(String path, Object direction) {
    if (!(direction instanceof Number number)) {
      throw Errors.cannotCreateIndex(
          "The local document store does not support '" + direction + "' indexes");
    }
    if (number.doubleValue() == 0) {
      throw Errors.cannotCreateIndex("Values in the index key pattern cannot be 0.");
    }
    for (String part : path.split("\\.", -1)) {
      if (part.isEmpty()) {
        throw Errors.cannotCreateIndex("Index keys cannot contain an empty field.");
      }
      if (part.startsWith("$") || part.chars().allMatch(Character::isDigit)) {
        throw Errors.cannotCreateIndex(
            "The local document store does not support an index on '" + path + "'");
      }
    }
  }
}
