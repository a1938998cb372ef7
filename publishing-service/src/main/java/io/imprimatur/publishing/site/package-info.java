/**
 * The public site: which pages there are, what stands on them, and how they are kept ready. Plain
 * Java; templates and HTTP lie in {@code web}.
 */
package io.imprimatur.publishing.site;
