package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Retries;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people subscribe.
 *
 * @param url the public address of the subscribers' pages; no slash at the end
 * @param tokenKeyFile a file with the keys of the links in mails, each of 32 or more random bytes
 *     in base64, a blank line between two of them: the first one signs
 * @param confirmationPause the least time between two mails that ask one address to confirm, and
 *     between two with a link to change subscriptions that were asked for
 * @param confirmationValid how long the link in such a mail holds
 * @param manageValid how long the link in a mail holds on whose page subscriptions are changed
 * @param reconnect the pause after the connection was lost under such a mail
 * @param retryFirst the pause after such a mail was put off once; it doubles with each time
 * @param retryMost the longest such pause
 * @param giveUpAfter after this time a mail that was only put off is not sent any more
 * @param lease how long a mail counts as on its way before its sender counts as lost
 * @param poll the longest time until a mail is found that this instance did not hear of itself
 * @param forgetAfter after this time an address that confirmed nothing is forgotten
 * @param asksOfNetwork mails that the people of one network (an IPv4 /24, an IPv6 /64) may ask for
 *     at once, at each instance
 * @param asksPer the time in which a network gets all of them back
 * @param networksKept networks whose askings an instance remembers
 * @param trustedProxies addresses and networks (CIDR) of the proxies that are believed about who
 *     asks
 */
@Validated
@ConfigurationProperties("imprimatur.subscriptions")
public record SubscriptionSettings(
    @NotNull @Pattern(regexp = "https?://.*[^/]") @DefaultValue("http://localhost:8403") String url,
    String tokenKeyFile,
    @NotNull @DefaultValue("1h") Duration confirmationPause,
    @NotNull @DefaultValue("7d") Duration confirmationValid,
    @NotNull @DefaultValue("30d") Duration manageValid,
    @NotNull @DefaultValue("5s") Duration reconnect,
    @NotNull @DefaultValue("10s") Duration retryFirst,
    @NotNull @DefaultValue("15m") Duration retryMost,
    @NotNull @DefaultValue("72h") Duration giveUpAfter,
    @NotNull @DefaultValue("3m") Duration lease,
    @NotNull @DefaultValue("500ms") Duration poll,
    @NotNull @DefaultValue("30d") Duration forgetAfter,
    @Min(1) @DefaultValue("100") int asksOfNetwork,
    @NotNull @DurationMin(seconds = 1) @DefaultValue("1h") Duration asksPer,
    @Min(1) @DefaultValue("20000") int networksKept,
    @NotNull @DefaultValue List<String> trustedProxies) {

  public Subscriber.Pace pace() {
    return new Subscriber.Pace(
        confirmationPause, new Retries(reconnect, retryFirst, retryMost, giveUpAfter), lease);
  }

  public Subscribing.Rules rules() {
    return new Subscribing.Rules(confirmationPause, manageValid);
  }
}
