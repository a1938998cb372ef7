package io.imprimatur.notification.alert;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.subscription.Subscriber;
import java.time.Instant;

/** Writes the mails of alerts. */
public interface AlertMails {

  Mail write(Publication publication, Headline headline, Subscriber to, Instant now);
}
