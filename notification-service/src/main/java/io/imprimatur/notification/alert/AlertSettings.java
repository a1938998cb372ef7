package io.imprimatur.notification.alert;

import io.imprimatur.notification.delivery.Retries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How alerts are made and mailed.
 *
 * @param siteUrl the public site's address, to which links in mails lead; no slash at the end
 * @param newsFor alerts for articles published longer ago are held until somebody releases them
 * @param rangeSize the most subscribers in one part of the ledger, 1 to 500
 * @param batch the most mails marked as on their way in one write, 1 to 20
 * @param workers how many ranges this instance works on at once
 * @param poll the longest time until work is found that this instance did not hear of itself
 * @param lease how long work is kept from other instances without a sign of life from its owner
 * @param look how often a batch on its way looks whether its alert was stopped
 * @param reconnect the pause after the mail server could not be reached or the connection was lost
 * @param retryFirst the pause after a mail was put off once; it doubles with each time
 * @param retryMost the longest such pause
 * @param giveUpAfter after this time a mail that was only put off has failed
 */
@Validated
@ConfigurationProperties("imprimatur.alerts")
public record AlertSettings(
    @NotNull @Pattern(regexp = "https?://.*[^/]") @DefaultValue("http://localhost:8400")
        String siteUrl,
    @NotNull @DefaultValue("24h") Duration newsFor,
    @Min(1) @Max(500) @DefaultValue("200") int rangeSize,
    @Min(1) @Max(20) @DefaultValue("20") int batch,
    @Min(1) @DefaultValue("4") int workers,
    @NotNull @DefaultValue("500ms") Duration poll,
    @NotNull @DefaultValue("6s") Duration lease,
    @NotNull @DefaultValue("500ms") Duration look,
    @NotNull @DefaultValue("5s") Duration reconnect,
    @NotNull @DefaultValue("30s") Duration retryFirst,
    @NotNull @DefaultValue("15m") Duration retryMost,
    @NotNull @DefaultValue("72h") Duration giveUpAfter) {

  public AlertPost.Rules post() {
    return new AlertPost.Rules(
        batch, lease, look, new Retries(reconnect, retryFirst, retryMost, giveUpAfter));
  }

  public AlertPlanning.Rules planning() {
    return new AlertPlanning.Rules(newsFor, rangeSize, lease);
  }
}
