/**
 * What a service does whose database was put back to an older state while its neighbours went on:
 * it reads its own topic, takes over what it had told since, and only then serves again.
 */
package io.imprimatur.kit.restore;
