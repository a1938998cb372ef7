package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * An index as it stands in the catalog.
 *
 * @param name unique within the collection
 * @param fields at least one, in the order of the key
 * @param unique no two documents with the same key
 * @param sparse documents that have none of the fields are left out
 */
record IndexDefinition(String name, List<Field> fields, boolean unique, boolean sparse) {

  static final String ID_NAME = "_id_";

  /** The index every collection has. */
  static final IndexDefinition ID =
      new IndexDefinition(ID_NAME, List.of(new Field("_id", false)), true, false);

  record Field(String path, boolean descending) {

    String root() {
      int dot = path.indexOf('.');
      return dot < 0 ? path : path.substring(0, dot);
    }
  }

  static IndexDefinition from(Document document) {
    List<Field> fields = new ArrayList<>();
    ((Document) document.get("key"))
        .forEach(
            (path, direction) -> fields.add(new Field(path, ((Number) direction).intValue() < 0)));
    return new IndexDefinition(
        (String) document.get("name"),
        List.copyOf(fields),
        Boolean.TRUE.equals(document.get("unique")),
        Boolean.TRUE.equals(document.get("sparse")));
  }

  Document toDocument() {
    Document document = new Document("v", 2).append("key", key()).append("name", name);
    if (unique && !name.equals(ID_NAME)) {
      document.append("unique", true);
    }
    if (sparse) {
      document.append("sparse", true);
    }
    return document;
  }

  Document key() {
    Document key = new Document();
    fields.forEach(field -> key.append(field.path(), field.descending() ? -1 : 1));
    return key;
  }

  boolean sameKey(IndexDefinition other) {
    return fields.equals(other.fields);
  }
}
