package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What subscribers read while nothing can be shown or done for them. */
@Component
@Order(0) // before the framework's own
final class SubscriberErrors implements ErrorViewResolver {

  private final PageFrame frame;

  SubscriberErrors(PageFrame frame) {
    this.frame = frame;
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    Asked asked = Asked.of(request);
    if (status != HttpStatus.SERVICE_UNAVAILABLE || !asked.isOfSubscribers()) {
      return null;
    }
    boolean restoring = Problems.isRestoring(request);
    ModelAndView page =
        frame
            .page("away", request)
            .addObject("why", restoring ? "away.restoring" : "away")
            .addObject("again", asked.isReading())
            .addObject(View.RESPONSE_STATUS_ATTRIBUTE, status);
    if (restoring) {
      // The switch of the language can't be answered, so the page speaks both.
      page.addObject("here", null).addObject("otherwise", frame.otherLanguage());
    }
    return page;
  }
}
