package io.imprimatur.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** Takes mail (RFC 5321): one stored mail for each transaction, on disk before the 250. */
final class SmtpDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpDesk.class);
  private static final int MOST_CONNECTIONS = 200;
  private static final int MOST_RECIPIENTS = 1000;

  private final SMTPServer server;

  private SmtpDesk(SMTPServer server) {
    this.server = server;
  }

  static SmtpDesk start(InetAddress address, int port, int largestMail, MailStore store)
      throws IOException {
    var server =
        SMTPServer.port(port)
            .bindAddress(address)
            .hostName("localhost")
            .softwareName("Imprimatur mailbox")
            .enableTLS(false)
            .hideTLS()
            .maxMessageSize(largestMail)
            .maxRecipients(MOST_RECIPIENTS)
            .maxConnections(MOST_CONNECTIONS)
            .connectionTimeout(1, TimeUnit.MINUTES)
            .messageHandlerFactory(context -> new Transaction(context, largestMail, store))
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
    return new SmtpDesk(server);
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Transaction implements MessageHandler {

    private final MessageContext context;
    private final int largestMail;
    private final MailStore store;
    private final List<String> recipients = new ArrayList<>();
    private final List<Integer> failures = new ArrayList<>();
    private String sender = "";

    Transaction(MessageContext context, int largestMail, MailStore store) {
      this.context = context;
      this.largestMail = largestMail;
      this.store = store;
    }

    @Override
    public void from(String address) {
      sender = address == null ? "" : address;
    }

    @Override
    public void recipient(String address) throws RejectException {
      var rule = TestRules.of(address).filter(each -> !each.later() || store.hasMailTo(address));
      if (rule.isPresent()) {
        int code = rule.get().code();
        if (rule.get().moment() == TestRules.Moment.AT_RECIPIENT) {
          throw refusal(code, "this address fails on purpose");
        }
        failures.add(code);
      }
      recipients.add(address);
    }

    @Override
    public String data(InputStream content) throws RejectException, IOException {
      byte[] raw = read(content);
      for (int code : failures) {
        if (code != 0) {
          throw refusal(code, "an address of this mail fails on purpose");
        }
      }
      Summary kept = keep(raw);
      if (failures.contains(0)) {
        ((Session) context).getSocket().close();
      }
      return "2.0.0 kept as " + kept.id();
    }

    /** Reads to the final dot even when it is too much: the sender listens only then. */
    private byte[] read(InputStream content) throws RejectException, IOException {
      var bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      boolean tooMuch = false;
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        tooMuch |= bytes.size() + n > largestMail;
        if (tooMuch) {
          bytes.reset();
        } else {
          bytes.write(buffer, 0, n);
        }
      }
      if (tooMuch) {
        throw new RejectException(552, "5.3.4 a mail may have " + largestMail + " bytes, not more");
      }
      return bytes.toByteArray();
    }

    private Summary keep(byte[] raw) throws RejectException {
      try {
        return store.keep(new Envelope(sender, List.copyOf(recipients)), raw);
      } catch (IOException e) {
        LOG.error("A mail could not be kept", e);
        throw new RejectException(452, "4.3.1 the mail can't be kept: " + e);
      }
    }

    private static RejectException refusal(int code, String why) {
      return new RejectException(code, code / 100 + ".0.0 " + why);
    }

    @Override
    public void done() {
      recipients.clear();
      failures.clear();
    }
  }
}
