package io.imprimatur.kit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a list is asked for: the parameters {@code limit} and {@code after}.
 *
 * @param limit how many, 1 to {@value #MAX}
 * @param after where the page before ended, as the {@code Link} of that page gave it; or null
 */
public record Paging(int limit, String after) {

  public static final int MAX = 200;
  public static final int DEFAULT = 50;

  /** Separates the parts of a cursor; it can't be part of an id or a time. */
  private static final String SEPARATOR = "\u0001";

  public Paging {
    if (limit < 1 || limit > MAX) {
      throw new Invalid("limit", "must be a whole number from 1 to " + MAX);
    }
  }

  /** The first items, as many as a page has by default. */
  public static Paging first() {
    return new Paging(DEFAULT, null);
  }

  /**
   * Reads the cursor.
   *
   * @param parts how many values this list's cursors are made of
   * @return the values given to {@link #cursor}; nothing for the first page
   * @throws Invalid where it is no cursor of this list
   */
  public Optional<List<String>> after(int parts) {
    if (after == null) {
      return Optional.empty();
    }
    List<String> values = decode(after);
    if (values.size() != parts) {
      throw badCursor();
    }
    return Optional.of(values);
  }

  /** How many items to fetch, so that it shows whether there are more. */
  public int fetch() {
    return limit + 1;
  }

  /**
   * Makes the page of what was fetched.
   *
   * @param fetched up to {@link #fetch()} items
   * @param cursor the cursor of an item, made by {@link #cursor}
   */
  public <T> Page<T> page(List<T> fetched, Function<T, String> cursor) {
    if (fetched.size() <= limit) {
      return new Page<>(fetched, null);
    }
    List<T> items = fetched.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  /** The cursor of an item: the values by which the list is sorted, in order. */
  public static String cursor(String... values) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> decode(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String joined = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return List.of(joined.split(SEPARATOR, -1));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw badCursor();
    }
  }

  /** What to throw where a cursor's values make no sense in a list. */
  public static Invalid badCursor() {
    return new Invalid(
        "after", "must be taken from the Link header of the page before; leave it out to begin");
  }
}
