package io.imprimatur.drafting.draft;

/**
 * What the public site shows of an article, or showed before it was withdrawn.
 *
 * @param revision the revision that was published last
 * @param path where it stands, from the site's root on
 * @param withdrawn whether that address answers 410 now
 */
public record Live(int revision, String path, boolean withdrawn) {}
