/** Subscriptions, and one mail to each subscriber about each article that concerns them. */
package io.imprimatur.notification;
