package io.imprimatur.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Values as bytes whose unsigned order is MongoDB's order of values, over all types. No encoding is
 * the beginning of another, so encodings can be strung together to compound keys; equal numbers of
 * different types have equal bytes.
 */
final class KeyEncoder {

  /** Stands in an index for an array without elements; it comes before null. */
  static final Object EMPTY_ARRAY = new Object();

  private static final int END = 0;
  private static final int MIN_KEY = 1;
  private static final int UNDEFINED = 2;
  private static final int NULL = 3;
  private static final int NUMBER = 4;
  private static final int STRING = 5;
  private static final int OBJECT = 6;
  private static final int ARRAY = 7;
  private static final int BINARY = 8;
  private static final int OBJECT_ID = 9;
  private static final int BOOLEAN = 10;
  private static final int DATE = 11;
  private static final int TIMESTAMP = 12;
  private static final int REGEX = 13;
  private static final int JAVASCRIPT = 14;
  private static final int MAX_KEY = 15;

  private static final int SUBTYPE_LEGACY_UUID = 3;
  private static final int SUBTYPE_UUID = 4;
  private static final double TWO_TO_63 = 0x1p63;

  private KeyEncoder() {}

  static byte[] encode(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    write(value, out);
    return out.toByteArray();
  }

  static byte[] encode(Object value, boolean descending) {
    byte[] bytes = encode(value);
    return descending ? Bytes.invert(bytes) : bytes;
  }

  /** The byte that starts every value of the same type bracket as the given one. */
  static int typeOf(Object value) {
    return encode(value)[0];
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case null -> out.write(NULL);
      case Missing missing -> out.write(NULL);
      case MinKey key -> out.write(MIN_KEY);
      case MaxKey key -> out.write(MAX_KEY);
      case Number number -> writeNumber(number, out);
      case String text -> {
        out.write(STRING);
        writeText(text, out);
      }
      case Map<?, ?> map -> writeObject(map, out);
      case Collection<?> values -> {
        out.write(ARRAY);
        values.forEach(element -> write(element, out));
        out.write(END);
      }
      case BinData data -> writeBinary(0, data.getData(), out);
      case UUID uuid -> writeBinary(SUBTYPE_UUID, uuidBytes(uuid), out);
      case LegacyUUID uuid -> writeBinary(SUBTYPE_LEGACY_UUID, uuidBytes(uuid.getUuid()), out);
      case ObjectId id -> {
        out.write(OBJECT_ID);
        out.writeBytes(id.toByteArray());
      }
      case Boolean bool -> {
        out.write(BOOLEAN);
        out.write(bool ? 1 : 0);
      }
      case Instant instant -> {
        out.write(DATE);
        writeSigned(instant.toEpochMilli(), out);
      }
      case BsonTimestamp timestamp -> {
        out.write(TIMESTAMP);
        writeLong(timestamp.getValue(), out);
      }
      case BsonRegularExpression regex -> {
        out.write(REGEX);
        writeText(regex.getPattern(), out);
        writeText(regex.getOptions() == null ? "" : regex.getOptions(), out);
      }
      case BsonJavaScript code -> {
        out.write(JAVASCRIPT);
        writeText(code.getCode(), out);
      }
      default -> {
        if (value != EMPTY_ARRAY) {
          throw Errors.badValue("cannot order values of type " + value.getClass().getSimpleName());
        }
        out.write(UNDEFINED);
      }
    }
  }

  private static void writeObject(Map<?, ?> map, ByteArrayOutputStream out) {
    out.write(OBJECT);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      byte[] value = encode(entry.getValue());
      out.write(value[0]);
      writeText(entry.getKey().toString(), out);
      out.writeBytes(value);
    }
    out.write(END);
  }

  /** Doubles order all numbers; what a double loses of a long follows as a tie break. */
  private static void writeNumber(Number number, ByteArrayOutputStream out) {
    out.write(NUMBER);
    double value = number.doubleValue();
    long rest = 0;
    if (number instanceof Long exact) {
      rest = value == TWO_TO_63 ? exact + Long.MIN_VALUE : exact - (long) value;
    }
    if (Double.isNaN(value)) {
      writeLong(0, out);
    } else {
      long bits = Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
      writeLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE, out);
    }
    writeSigned(rest, out);
  }

  private static void writeBinary(int subtype, byte[] data, ByteArrayOutputStream out) {
    out.write(BINARY);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(data.length).array());
    out.write(subtype);
    out.writeBytes(data);
  }

  /** UTF-8, closed by 00 01; a 00 inside becomes 00 FF. */
  private static void writeText(String text, ByteArrayOutputStream out) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.write(b);
      if (b == 0) {
        out.write(0xFF);
      }
    }
    out.write(0);
    out.write(1);
  }

  private static void writeSigned(long value, ByteArrayOutputStream out) {
    writeLong(value ^ Long.MIN_VALUE, out);
  }

  private static void writeLong(long value, ByteArrayOutputStream out) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  private static byte[] uuidBytes(UUID uuid) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
