/**
 * What is seen from outside: readiness, the keys of log lines, and the trace that a request belongs
 * to.
 */
package io.imprimatur.kit.observability;
