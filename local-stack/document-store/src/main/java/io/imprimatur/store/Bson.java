package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Documents to bytes and back. Each decoding makes a document of its own: nothing is shared. */
final class Bson {

  /** The largest document, in bytes: 16 MiB, as in MongoDB. */
  static final int MAX_SIZE = 16 * 1024 * 1024;

  /** What a command may add to the document it carries, in bytes. */
  static final int COMMAND_OVERHEAD = 16 * 1024;

  private static final int FIRST_GUESS = 512;

  private Bson() {}

  static byte[] encode(Document document) {
    ByteBuf buffer = Unpooled.buffer(FIRST_GUESS);
    BsonEncoder.encodeDocument(document, buffer);
    return ByteBufUtil.getBytes(buffer);
  }

  /**
   * Encodes a document that is going to be stored.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerError 10334 above {@link #MAX_SIZE}
   */
  static byte[] encodeForStorage(Document document) {
    byte[] bytes = encode(document);
    if (bytes.length > MAX_SIZE) {
      throw Errors.documentTooLarge(bytes.length);
    }
    return bytes;
  }

  static Document decode(byte[] bytes) {
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
  }
}
