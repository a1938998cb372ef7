package io.imprimatur.store;

import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.BsonConstants;
import io.netty.buffer.ByteBuf;

/**
 * Looks through the bytes of a message before the protocol core reads it, for values that the core
 * would give back changed: binary data of other kinds than generic and UUID, and types MongoDB
 * itself has given up. Refuses nesting that is too deep, too.
 */
final class BsonCheck {

  /** As in MongoDB. */
  private static final int MOST_NESTED = 200;

  private static final int FLAGS = 4;
  private static final int KIND_BODY = 0;

  private final ByteBuf in;
  private int position;

  private BsonCheck(ByteBuf in, int position) {
    this.in = in;
    this.position = position;
  }

  /**
   * Checks the sections of an OP_MSG.
   *
   * @param start of the flags, after the header
   * @param end of the message
   * @return why the message is refused, or null
   */
  static MongoServerException check(ByteBuf in, int start, int end) {
    BsonCheck check = new BsonCheck(in, start + FLAGS);
    try {
      while (check.position < end) {
        check.section(end);
      }
      return null;
    } catch (MongoServerException e) {
      return e;
    } catch (IndexOutOfBoundsException e) {
      return Errors.badValue("the message is not made of whole BSON documents");
    }
  }

  private void section(int end) {
    if (in.getByte(position++) == KIND_BODY) {
      document(1);
      return;
    }
    int close = Math.min(end, position + in.getIntLE(position));
    position += Integer.BYTES;
    skipName();
    while (position < close) {
      document(1);
    }
  }

  private void document(int depth) {
    if (depth > MOST_NESTED) {
      throw new MongoServerError(
          15, "Overflow", "cannot nest more than " + MOST_NESTED + " levels");
    }
    int length = in.getIntLE(position);
    if (length > Bson.MAX_SIZE + Bson.COMMAND_OVERHEAD) {
      throw Errors.documentTooLarge(length);
    }
    position += Integer.BYTES;
    byte type = in.getByte(position++);
    while (type != BsonConstants.TERMINATING_BYTE) {
      skipName();
      value(type, depth);
      type = in.getByte(position++);
    }
  }

  private void value(byte type, int depth) {
    switch (type) {
      case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY -> document(depth + 1);
      case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE ->
          skip(Integer.BYTES + in.getIntLE(position));
      case BsonConstants.TYPE_DATA -> binary();
      case BsonConstants.TYPE_OBJECT_ID -> skip(BsonConstants.LENGTH_OBJECTID);
      case BsonConstants.TYPE_BOOLEAN -> skip(1);
      case BsonConstants.TYPE_INT32 -> skip(Integer.BYTES);
      case BsonConstants.TYPE_DOUBLE,
          BsonConstants.TYPE_UTC_DATETIME,
          BsonConstants.TYPE_TIMESTAMP,
          BsonConstants.TYPE_INT64 ->
          skip(Long.BYTES);
      case BsonConstants.TYPE_DECIMAL128 -> skip(2 * Long.BYTES);
      case BsonConstants.TYPE_REGEX -> {
        skipName();
        skipName();
      }
      case BsonConstants.TYPE_NULL, BsonConstants.TYPE_MIN_KEY, BsonConstants.TYPE_MAX_KEY -> {}
      default -> throw Errors.notImplemented("values of BSON type " + type);
    }
  }

  private void binary() {
    int length = in.getIntLE(position);
    byte subtype = in.getByte(position + Integer.BYTES);
    switch (subtype) {
      case BsonConstants.BINARY_SUBTYPE_GENERIC,
          BsonConstants.BINARY_SUBTYPE_OLD_UUID,
          BsonConstants.BINARY_SUBTYPE_UUID ->
          skip(Integer.BYTES + 1 + length);
      default -> throw Errors.notImplemented("binary data of subtype " + subtype);
    }
  }

  private void skip(int bytes) {
    if (bytes < 0) {
      throw new IndexOutOfBoundsException("negative length");
    }
    position += bytes;
  }

  private void skipName() {
    int end = in.indexOf(position, in.writerIndex(), (byte) 0);
    if (end < 0) {
      throw new IndexOutOfBoundsException("name without an end");
    }
    position = end + 1;
  }
}
