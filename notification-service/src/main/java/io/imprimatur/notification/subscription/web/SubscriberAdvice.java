package io.imprimatur.notification.subscription.web;

import io.imprimatur.notification.subscription.BadLink;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What somebody sees whose link gives no leave. */
@ControllerAdvice(assignableTypes = {SubscriberPages.class, ManagePages.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class SubscriberAdvice {

  private final PageFrame frame;

  SubscriberAdvice(PageFrame frame) {
    this.frame = frame;
  }

  @ExceptionHandler
  ModelAndView badLink(BadLink e, HttpServletRequest request) {
    ModelAndView page = frame.page("bad-link", request).addObject("fault", e.fault().name());
    page.setStatus(e.fault() == BadLink.Fault.EXPIRED ? HttpStatus.GONE : HttpStatus.BAD_REQUEST);
    return page;
  }
}
