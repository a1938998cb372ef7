package io.imprimatur.store;

import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import io.netty.channel.Channel;

/** A whole message that could not be read; it gets an answer that says why. */
final class MalformedRequest extends ClientRequest {

  private final String reason;

  MalformedRequest(Channel channel, MessageHeader header, String reason) {
    super(channel, header, "admin.$cmd");
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
