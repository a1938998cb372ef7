package io.imprimatur.drafting;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is shown as being in a text. An open page says so every 15 s.
 *
 * @param lasts how long somebody is shown after the last word
 * @param distance the least time between two writes about one person in one text, however many
 *     windows they have open
 */
@Validated
@ConfigurationProperties("imprimatur.presence")
record PresenceSettings(
    @NotNull @DefaultValue("45s") Duration lasts,
    @NotNull @DefaultValue("10s") Duration distance) {}
