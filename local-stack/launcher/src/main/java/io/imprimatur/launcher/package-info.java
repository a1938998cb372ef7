/**
 * The program behind {@code ./imprimatur}: builds what is missing, starts and stops the processes
 * of the local stack, and tells how they are. Plain JDK, no dependencies, so that {@code javac}
 * alone makes it on a fresh machine.
 */
package io.imprimatur.launcher;
