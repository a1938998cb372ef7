package io.imprimatur.publishing.publication.web;

/** The public site's own address, without a slash at its end. */
public record PublicUrl(String url) {}
