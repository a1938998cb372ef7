/**
 * What a service's domain may say to whoever called it, in plain Java: the refusals that every edge
 * knows how to answer, the version a change is based on, and lists that come a page at a time.
 */
package io.imprimatur.kit;
