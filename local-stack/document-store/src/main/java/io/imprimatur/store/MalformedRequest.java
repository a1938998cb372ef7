package io.imprimatur.store;

import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.channel.Channel;

/** A whole message that can't be carried out as it is; it gets an answer that says why. */
final class MalformedRequest extends ClientRequest {

  private final MongoServerException reason;

  MalformedRequest(Channel channel, MessageHeader header, MongoServerException reason) {
    super(channel, header, "admin.$cmd");
    this.reason = reason;
  }

  MongoServerException reason() {
    return reason;
  }
}
