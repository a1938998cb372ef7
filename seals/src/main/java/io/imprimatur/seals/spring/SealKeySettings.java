package io.imprimatur.seals.spring;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the public keys are with which seals are verified.
 *
 * @param url where review-service publishes them as a JWK Set (RFC 7517)
 * @param cache the file in which fetched keys are kept over restarts
 * @param distance the least time between two fetches
 * @param timeout the most time that a fetch may take as a whole
 */
@Validated
@ConfigurationProperties("imprimatur.seal-keys")
record SealKeySettings(
    @NotNull URI url,
    @NotNull Path cache,
    @NotNull @DefaultValue("200ms") Duration distance,
    @NotNull @DefaultValue("5s") Duration timeout) {}
