package io.imprimatur.store;

import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;

/** Reads messages; one that is whole but wrong inside does not cost the connection. */
final class RequestDecoder extends MongoWireProtocolHandler {

  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;
  private static final int MORE_TO_COME = 2;

  @Override
  protected ClientRequest decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
    if (in.readableBytes() < HEADER + Integer.BYTES) {
      return null;
    }
    int start = in.readerIndex();
    int length = in.getIntLE(start);
    if (length < HEADER + Integer.BYTES || length > MAX_MESSAGE_SIZE_BYTES) {
      throw new IOException("a message of " + length + " bytes");
    }
    if (in.readableBytes() < length) {
      return null;
    }
    if (in.getIntLE(start + 3 * Integer.BYTES) != OP_MSG) {
      return super.decode(context, in);
    }
    if ((in.getIntLE(start + HEADER) & MORE_TO_COME) != 0) {
      throw new IOException("unacknowledged writes (w: 0) are not supported");
    }
    MongoServerException refusal = BsonCheck.check(in, start + HEADER, start + length);
    if (refusal == null) {
      try {
        return super.decode(context, in);
      } catch (RuntimeException e) {
        refusal = Errors.badValue("the message can't be read: " + e.getMessage());
      }
    }
    in.readerIndex(start + length);
    int request = in.getIntLE(start + Integer.BYTES);
    return new MalformedRequest(context.channel(), new MessageHeader(length, request, 0), refusal);
  }
}
