package io.imprimatur.notification.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real SMTP server that keeps what it takes, and behaves badly to the recipients that a test
 * names.
 */
public final class PostOffice implements AutoCloseable {

  /** How it treats a recipient. */
  public enum Manner {
    GOOD,
    /** 550 to RCPT. */
    REFUSED,
    /** 450 to RCPT. */
    PUT_OFF,
    /** 554 to the final dot. */
    REFUSED_AFTER_DOT,
    /** 452 to the final dot. */
    PUT_OFF_AFTER_DOT,
    /** The connection ends instead of an answer to RCPT. */
    CUT_BEFORE_DOT,
    /** The connection ends instead of an answer to the final dot; nothing is kept. */
    CUT_AFTER_DOT,
    /** 421 to RCPT. */
    CLOSING
  }

  /**
   * @param to the envelope's recipient
   */
  public record Letter(String to, byte[] bytes) {
    public MimeMessage parsed() {
      try {
        return new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final Map<String, Manner> manners = new ConcurrentHashMap<>();
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final SMTPServer server;
  private volatile Runnable beforeTaking = () -> {};

  public PostOffice() {
    this(0);
  }

  public PostOffice(int port) {
    this(SMTPServer.port(port));
  }

  private PostOffice(SMTPServer.Builder builder) {
    server =
        builder
            .bindAddress(InetAddress.getLoopbackAddress())
            .maxConnections(200)
            .messageHandlerFactory(Conversation::new)
            .build();
    server.start();
  }

  /** One that offers AUTH (RFC 4954), demands it of nobody, and knows one name. */
  static PostOffice offeringAuth(String username, String password) {
    return new PostOffice(
        SMTPServer.port(0)
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (name, word, context) -> {
                      if (!name.equals(username) || !word.equals(password)) {
                        throw new LoginFailedException();
                      }
                    })));
  }

  public int port() {
    return server.getPortAllocated();
  }

  public void treat(String recipient, Manner manner) {
    manners.put(recipient, manner);
  }

  /** Runs within each mail, after its final dot and before the answer. */
  public void beforeTaking(Runnable action) {
    beforeTaking = action;
  }

  /** Holds each mail after its final dot, until the test lets it go. */
  public Hold hold() {
    return holdAfter(0);
  }

  /** Takes some mails and holds those after them. */
  public Hold holdAfter(int taken) {
    Hold hold = new Hold(taken);
    beforeTaking = hold::arrives;
    return hold;
  }

  /** Mails that were sent whole and get no answer yet. */
  public static final class Hold {

    private static final long SECONDS = 60;

    private final int taken;
    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(int taken) {
      this.taken = taken;
    }

    private void arrives() {
      if (arrived.incrementAndGet() > taken) {
        held.countDown();
        await(released, "the test let the mail go");
      }
    }

    /** Waits until a mail is held. */
    public void awaitMail() {
      await(held, "a mail came");
    }

    /** Answers what is held, and whatever comes. */
    public void release() {
      released.countDown();
    }

    private static void await(CountDownLatch latch, String what) {
      try {
        if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("It is not so that " + what + " within a minute.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Makes each mail take that long, between its final dot and the answer. */
  public void takeAtLeast(Duration time) {
    beforeTaking =
        () -> {
          try {
            Thread.sleep(time);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
  }

  public List<Letter> letters() {
    return List.copyOf(letters);
  }

  public List<Letter> lettersTo(String address) {
    return letters.stream().filter(l -> l.to().equals(address)).toList();
  }

  /** Forgets everything that happened, and is good to everybody again. */
  public void reset() {
    letters.clear();
    manners.clear();
    tries.set(0);
    beforeTaking = () -> {};
  }

  /** How often a recipient was named. */
  public int tries() {
    return tries.get();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Conversation implements MessageHandler {

    private final org.subethamail.smtp.server.Session session;
    private String recipient;

    Conversation(MessageContext context) {
      session = (org.subethamail.smtp.server.Session) context;
    }

    @Override
    public void from(String sender) {
      if (session.getSessionId() != null) {
        sessions.add(session.getSessionId());
      }
    }

    @Override
    public void recipient(String to) throws RejectException {
      recipient = to;
      tries.incrementAndGet();
      switch (manner()) {
        case REFUSED -> throw new RejectException(550, "5.1.1 no such mailbox: " + to);
        case PUT_OFF -> throw new RejectException(450, "4.2.1 later, please");
        case CLOSING -> throw new RejectException(421, "4.3.2 closing");
        case CUT_BEFORE_DOT -> cut();
        default -> {}
      }
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      byte[] bytes = data.readAllBytes();
      switch (manner()) {
        case REFUSED_AFTER_DOT -> throw new RejectException(554, "5.7.1 not wanted");
        case PUT_OFF_AFTER_DOT -> throw new RejectException(452, "4.3.1 disk full");
        case CUT_AFTER_DOT -> cut();
        default -> {}
      }
      beforeTaking.run();
      letters.add(new Letter(recipient, bytes));
      return null;
    }

    private Manner manner() {
      return manners.getOrDefault(recipient, Manner.GOOD);
    }

    private void cut() throws RejectException {
      try {
        session.closeSocket();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      throw new RejectException(421, "nobody reads this: the connection is cut");
    }

    @Override
    public void done() {}
  }

  /** How many connections carried at least one mail. */
  public int sessions() {
    return sessions.size();
  }
}
