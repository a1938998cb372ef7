/** Who is asking: people from their tokens, what they may do, and which paths need no token. */
package io.imprimatur.kit.people;
