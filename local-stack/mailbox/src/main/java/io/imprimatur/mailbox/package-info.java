/**
 * A mail server that delivers nothing: it takes mail by SMTP, keeps it, and shows it by Mailpit's
 * HTTP API and on a page.
 */
package io.imprimatur.mailbox;
