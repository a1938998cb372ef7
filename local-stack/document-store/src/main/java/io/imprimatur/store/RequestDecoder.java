package io.imprimatur.store;

import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Reads messages; one that is whole but wrong inside does not cost the connection. */
final class RequestDecoder extends MongoWireProtocolHandler {

  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;

  @Override
  protected ClientRequest decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
    if (in.readableBytes() < HEADER) {
      return null;
    }
    int start = in.readerIndex();
    int length = in.getIntLE(start);
    int request = in.getIntLE(start + Integer.BYTES);
    int opcode = in.getIntLE(start + 3 * Integer.BYTES);
    if (in.readableBytes() < length && length <= MAX_MESSAGE_SIZE_BYTES) {
      return null;
    }
    try {
      return super.decode(context, in);
    } catch (RuntimeException e) {
      if (opcode != OP_MSG || length < HEADER) {
        throw e;
      }
      in.readerIndex(start + length);
      return new MalformedRequest(
          context.channel(), new MessageHeader(length, request, 0), e.getMessage());
    }
  }
}
