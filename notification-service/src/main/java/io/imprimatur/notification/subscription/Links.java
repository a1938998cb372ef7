package io.imprimatur.notification.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the links in mails say: who may do what by following them. Signed, so that nothing must be
 * kept for them.
 *
 * <p>A link to confirm or to change holds for a time and until its subscriber ends everything; a
 * link to end holds for ever.
 */
public final class Links {

  private static final String CONFIRM = "c1";
  private static final String END = "e1";
  private static final String MANAGE = "m1";

  private final Signature signature;
  private final String pages;

  /**
   * @param pages the public address of the subscribers' pages, without a slash at the end
   */
  public Links(Signature signature, String pages) {
    this.signature = signature;
    this.pages = pages;
  }

  /** Leave to confirm. */
  public record Confirm(
      String subscriber, int generation, SortedSet<Interest> wishes, Instant until) {}

  /** Leave to end subscriptions. */
  public record End(String subscriber) {}

  /** Leave to see and change what one has subscribed to. */
  public record Manage(String subscriber, int generation, Instant until) {}

  /** The page with the button that confirms. */
  public URI confirm(Confirm leave, String language) {
    String wishes = leave.wishes().stream().map(Interest::text).collect(Collectors.joining(","));
    return page(
        "confirm",
        String.join(
            "|",
            CONFIRM,
            leave.subscriber(),
            Integer.toString(leave.generation()),
            Long.toString(leave.until().getEpochSecond()),
            wishes),
        language);
  }

  /**
   * The page with the buttons that end subscriptions, which also takes the one-click POST of RFC
   * 8058.
   */
  public URI end(String subscriber, String language) {
    return page("unsubscribe", END + "|" + subscriber, language);
  }

  /** The page on which subscriptions are changed. */
  public URI manage(Manage leave, String language) {
    return page("manage", said(leave), language);
  }

  /** What that page's address names, for a way there from one of our own pages. */
  public String manageToken(Manage leave) {
    return signature.sign(said(leave));
  }

  private static String said(Manage leave) {
    return String.join(
        "|",
        MANAGE,
        leave.subscriber(),
        Integer.toString(leave.generation()),
        Long.toString(leave.until().getEpochSecond()));
  }

  private URI page(String name, String said, String language) {
    return URI.create(
        pages + "/subscriptions/" + name + "?token=" + signature.sign(said) + "&lang=" + language);
  }

  /**
   * Reads a link to confirm.
   *
   * @throws BadLink where it is none of ours, or too old
   */
  public Confirm readConfirm(String token, Instant now) {
    String[] parts = read(token, CONFIRM, 5);
    Instant until = until(parts[3], now);
    SortedSet<Interest> wishes = new TreeSet<>();
    for (String wish : parts[4].split(",")) {
      wishes.add(Interest.parse(wish));
    }
    return new Confirm(parts[1], Integer.parseInt(parts[2]), wishes, until);
  }

  /**
   * Reads a link to end subscriptions.
   *
   * @throws BadLink where it is none of ours
   */
  public End readEnd(String token) {
    return new End(read(token, END, 2)[1]);
  }

  /**
   * Reads a link to change subscriptions.
   *
   * @throws BadLink where it is none of ours, or too old
   */
  public Manage readManage(String token, Instant now) {
    String[] parts = read(token, MANAGE, 4);
    return new Manage(parts[1], Integer.parseInt(parts[2]), until(parts[3], now));
  }

  private static Instant until(String seconds, Instant now) {
    Instant until = Instant.ofEpochSecond(Long.parseLong(seconds));
    if (now.isAfter(until)) {
      throw new BadLink(BadLink.Fault.EXPIRED);
    }
    return until;
  }

  private String[] read(String token, String kind, int parts) {
    String said = signature.read(token).orElseThrow(() -> new BadLink(BadLink.Fault.UNKNOWN));
    String[] all = said.split("\\|", -1);
    if (all.length != parts || !all[0].equals(kind)) {
      throw new BadLink(BadLink.Fault.UNKNOWN);
    }
    return all;
  }
}
