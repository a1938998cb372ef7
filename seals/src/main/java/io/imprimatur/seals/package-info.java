/**
 * The seal on an approved text: what it says, how review makes it, and how everybody else checks
 * it. Plain Java; knows no service, no store and no broker.
 */
package io.imprimatur.seals;
