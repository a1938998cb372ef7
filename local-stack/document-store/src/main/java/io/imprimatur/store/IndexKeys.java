package io.imprimatur.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes from a document the values an index or a sort looks at. An array gives one set of values
 * for each element; fields below the same array stay together, element by element.
 */
final class IndexKeys {

  private record Path(int position, List<String> rest) {}

  private final List<Path> paths;
  private final List<String> names;

  IndexKeys(List<String> names) {
    this.names = List.copyOf(names);
    List<Path> split = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      split.add(new Path(i, List.of(names.get(i).split("\\."))));
    }
    this.paths = List.copyOf(split);
  }

  /**
   * One row for each key of the document, each with one value for each field, in order. A missing
   * field is {@link Missing}, an array without elements {@link KeyEncoder#EMPTY_ARRAY}.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerError 171 where two fields run through
   *     different arrays
   */
  List<Object[]> rows(Document document) {
    return below(document, paths);
  }

  /** Whether any of the fields is there, be it with null. */
  static boolean hasAny(Object[] row) {
    for (Object value : row) {
      if (!(value instanceof Missing)) {
        return true;
      }
    }
    return false;
  }

  private List<Object[]> rows(Object value, List<Path> wanted) {
    if (!(value instanceof List<?> list)) {
      return below(value, wanted);
    }
    if (list.isEmpty()) {
      return List.<Object[]>of(ofEmptyArray(wanted));
    }
    List<Object[]> rows = new ArrayList<>();
    for (Object element : list) {
      rows.addAll(below(element, wanted));
    }
    return rows;
  }

  private List<Object[]> below(Object value, List<Path> wanted) {
    Object[] row = new Object[names.size()];
    Map<String, List<Path>> children = new LinkedHashMap<>();
    for (Path path : wanted) {
      if (path.rest().isEmpty()) {
        row[path.position()] = value;
      } else {
        children
            .computeIfAbsent(path.rest().getFirst(), name -> new ArrayList<>())
            .add(new Path(path.position(), path.rest().subList(1, path.rest().size())));
      }
    }
    List<Object[]> rows = List.<Object[]>of(row);
    String array = null;
    for (Map.Entry<String, List<Path>> child : children.entrySet()) {
      Object childValue =
          value instanceof Document document
              ? document.getOrMissing(child.getKey())
              : Missing.getInstance();
      List<Object[]> childRows = rows(childValue, child.getValue());
      if (childRows.size() > 1) {
        if (array != null) {
          throw Errors.parallelArrays(child.getKey(), array);
        }
        array = child.getKey();
      }
      rows = combine(rows, childRows, child.getValue());
    }
    return rows;
  }

  private List<Object[]> combine(List<Object[]> left, List<Object[]> right, List<Path> taken) {
    List<Object[]> combined = new ArrayList<>(left.size() * right.size());
    for (Object[] leftRow : left) {
      for (Object[] rightRow : right) {
        Object[] row = leftRow.clone();
        taken.forEach(path -> row[path.position()] = rightRow[path.position()]);
        combined.add(row);
      }
    }
    return combined;
  }

  /** Where the path ends at an array without elements, that is its value; below it, none is. */
  private Object[] ofEmptyArray(List<Path> wanted) {
    Object[] row = new Object[names.size()];
    for (Path path : wanted) {
      row[path.position()] = path.rest().isEmpty() ? KeyEncoder.EMPTY_ARRAY : Missing.getInstance();
    }
    return row;
  }
}
