/** The local stack's OpenID Connect provider, with people for trying things out. */
package io.imprimatur.signin;
