package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection. The answer to a write is sent when it is on disk; until
 * then no thread waits for it.
 */
final class RequestHandler extends SimpleChannelInboundHandler<ClientRequest> {

  private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

  private final AtomicInteger answers = new AtomicInteger();
  private final CommandTable commands;
  private final Engine engine;
  private final Executor running;

  /** Done when the last request that came has been carried out. */
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  RequestHandler(CommandTable commands, Engine engine, Executor running) {
    this.commands = commands;
    this.engine = engine;
    this.running = running;
  }

  /** Requests of a connection are carried out in their order, and not by its network thread. */
  @Override
  protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
    last =
        last.thenRunAsync(() -> carryOut(context, request), running)
            .exceptionally(
                failure -> {
                  exceptionCaught(context, cause(failure));
                  return null;
                });
  }

  private void carryOut(ChannelHandlerContext context, ClientRequest request) {
    Reply reply = answer(request);
    if (!reply.durable()) {
      send(context, request, reply.document());
      return;
    }
    engine
        .durable(reply.generation())
        .whenComplete(
            (done, failure) ->
                send(context, request, failure == null ? reply.document() : error(cause(failure))));
  }

  /** A connection that broke is closed; that a client went away is not worth a line. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("connection {} broke", context.channel().id(), cause);
    } else {
      log.error("connection {} is closed", context.channel().id(), cause);
    }
    context.close();
  }

  private Reply answer(ClientRequest request) {
    try {
      return switch (request) {
        case MongoMessage message -> commands.run(message.getDatabaseName(), message.getDocument());
        case MongoQuery query -> commands.run(query.getDatabaseName(), command(query));
        case MalformedRequest malformed -> throw malformed.reason();
        default -> throw Errors.notImplemented("this kind of message");
      };
    } catch (CollectionDroppedException e) {
      return Reply.error(
          error(
              new MongoServerError(
                  175, "QueryPlanKilled", "the collection was dropped meanwhile")));
    } catch (MongoServerException e) {
      return Reply.error(error(e));
    } catch (RuntimeException e) {
      log.error("a command failed", e);
      return Reply.error(error(e));
    }
  }

  /** The handshake comes as a query of {@code $cmd}; nothing else comes as a query any more. */
  private static Document command(MongoQuery query) {
    if (!query.getCollectionName().equals("$cmd")) {
      throw Errors.notImplemented("queries by OP_QUERY");
    }
    return query.getQuery().get("$query") instanceof Document wrapped ? wrapped : query.getQuery();
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static Document error(Throwable failure) {
    Document error = new Document("ok", 0.0);
    if (failure instanceof MongoServerError numbered) {
      return error
          .append("errmsg", numbered.getMessageWithoutErrorCode())
          .append("code", numbered.getCode())
          .append("codeName", numbered.getCodeName());
    }
    return error
        .append("errmsg", failure.toString())
        .append("code", 1)
        .append("codeName", "InternalError");
  }

  private void send(ChannelHandlerContext context, ClientRequest request, Document document) {
    MessageHeader header =
        new MessageHeader(answers.incrementAndGet(), request.getHeader().getRequestID());
    context.writeAndFlush(
        request instanceof MongoQuery
            ? new MongoReply(header, document)
            : new MongoMessage(context.channel(), header, document));
  }
}
