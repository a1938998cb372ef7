/**
 * Sign-in at the pages: OpenID Connect Core 1.0's code flow with PKCE (RFC 7636), sign-out, and
 * looking again at what the provider says of a person.
 */
package io.imprimatur.kit.signin;
