package io.imprimatur.notification;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys are with which seals are checked.
 *
 * @param keysUrl where review publishes them, as a JWK Set
 * @param keysCache the file in which this instance keeps what it fetched
 */
@Validated
@ConfigurationProperties("imprimatur.seal")
record SealKeySettings(@NotNull URI keysUrl, @NotNull Path keysCache) {}
