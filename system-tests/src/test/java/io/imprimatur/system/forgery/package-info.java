/** What people do to put out a text that nobody approved, tried on the running system. */
package io.imprimatur.system.forgery;
