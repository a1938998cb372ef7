package io.imprimatur.review;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param keysFile the JWK Set (RFC 7517) with the private Ed25519 keys (SEAL_KEYS_FILE)
 */
@Validated
@ConfigurationProperties("imprimatur.seal")
record SealSettings(@NotNull Path keysFile) {}
