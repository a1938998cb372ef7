/** The whole system, started as processes by its own command, used as people use it, and killed. */
package io.imprimatur.system;
