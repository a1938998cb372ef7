package io.imprimatur.publishing.publication;

import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;

/**
 * An edition of which seal, digest and words were just found to agree.
 *
 * @param kept the canonical JSON of the text, byte for byte what the digest names
 */
public record Proven(String articleId, Edition edition, Seal seal, KeptText kept, Text text) {}
