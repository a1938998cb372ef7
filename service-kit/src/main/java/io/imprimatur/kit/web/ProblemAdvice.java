package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.ProblemAnswers.answer;

import com.mongodb.MongoClientException;
import com.mongodb.MongoSocketException;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.TooLarge;
import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.observability.Traceparent;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/** Every error of a controller, as a problem for programs and as an error page for people. */
@RestControllerAdvice
@Order(0)
final class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final DataSize uploadLimit;

  ProblemAdvice(DataSize uploadLimit) {
    this.uploadLimit = uploadLimit;
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
    return answer(refusal, request, refusal);
  }

  /** The store is away or too slow: nothing was decided, and trying again is right. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    MongoClientException.class,
    MongoSocketException.class
  })
  ResponseEntity<Object> storeAway(Exception e, WebRequest request) {
    LOG.warn("The store doesn't answer: {}", e.getMessage());
    return answer(e, request, new Unavailable("The store", e));
  }

  @ExceptionHandler
  ResponseEntity<Object> transientFailure(TransientFailure e, WebRequest request) {
    LOG.warn("Not done for the moment: {}", e.getMessage());
    return answer(e, request, new Unavailable("Something that this needs", e));
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(ConstraintViolationException e, WebRequest request) {
    List<FieldError> errors =
        e.getConstraintViolations().stream()
            .map(v -> new FieldError(v.getPropertyPath().toString(), v.getMessage()))
            .toList();
    return answer(e, request, new Invalid(errors));
  }

  @ExceptionHandler
  ResponseEntity<Object> noMultipart(MultipartException e, WebRequest request) {
    return answer(
        e,
        request,
        new HttpHeaders(),
        Problems.of(
            HttpStatus.BAD_REQUEST,
            "The body must be whole multipart/form-data (RFC 7578) with its boundary."));
  }

  /** Signing in and being refused are the security filters' business. */
  @ExceptionHandler
  void security(AuthenticationException e) {
    throw e;
  }

  @ExceptionHandler
  void security(AccessDeniedException e) {
    throw e;
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
      return null;
    }
    if (TransientFailure.isStoreFull(e)) {
      LOG.error("The store's disk is full: {}", e.getMessage());
      return answer(e, request, Unavailable.storeFull(e));
    }
    LOG.error("Unexpected failure", e);
    String trace = Traceparent.current().traceId();
    return answer(
        e,
        request,
        new HttpHeaders(),
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong here, not with your request. The log has it under trace %s."
                .formatted(trace)));
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        e.getCause() instanceof JacksonException fault
            ? JsonFaults.describe(fault)
            : Problems.of(status, "The request needs a JSON body.");
    return answer(e, request, headers, problem);
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldError> errors = new ArrayList<>();
    e.getBindingResult()
        .getFieldErrors()
        .forEach(f -> errors.add(new FieldError(f.getField(), f.getDefaultMessage())));
    e.getBindingResult()
        .getGlobalErrors()
        .forEach(g -> errors.add(new FieldError("", g.getDefaultMessage())));
    return answer(e, request, headers, Problems.invalid(errors));
  }

  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.isForReturnValue()) {
      return unexpected(e, request);
    }
    List<FieldError> errors =
        e.getParameterValidationResults().stream()
            .flatMap(
                r ->
                    r.getResolvableErrors().stream()
                        .map(
                            m ->
                                new FieldError(
                                    name(r.getMethodParameter()), m.getDefaultMessage())))
            .toList();
    return errors.isEmpty()
        ? super.handleHandlerMethodValidationException(e, headers, status, request)
        : answer(e, request, headers, Problems.invalid(errors));
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    return answer(
        e,
        request,
        headers,
        Problems.of(
            new Invalid(name, "%s, not %s".formatted(form(e.getRequiredType()), e.getValue()))));
  }

  private static String form(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "must be a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    return "has the wrong form";
  }

  @Override
  protected ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return missing(e, headers, request, e.getParameterName());
  }

  @Override
  protected ResponseEntity<Object> handleMissingServletRequestPart(
      MissingServletRequestPartException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return missing(e, headers, request, e.getRequestPartName());
  }

  private ResponseEntity<Object> missing(
      Exception e, HttpHeaders headers, WebRequest request, String field) {
    return answer(e, request, headers, Problems.of(new Invalid(field, "is missing")));
  }

  @Override
  protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        e, request, headers, Problems.of(new TooLarge("The file", uploadLimit.toBytes())));
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return answer(e, request, headers, problem(e, body, status));
  }

  private static ProblemDetail problem(Exception e, Object body, HttpStatusCode status) {
    if (body instanceof ProblemDetail known) {
      return known;
    }
    if (body == null && e instanceof ErrorResponse response) {
      ProblemDetail own = response.getBody();
      return Problems.of(
          status, own.getDetail() == null ? "This can't be answered." : own.getDetail());
    }
    return Problems.of(status, body instanceof String text ? text : String.valueOf(e.getMessage()));
  }

  @Override
  protected ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return answer(e, request, headers, Problems.of(status, "There is nothing at this address."));
  }

  @Override
  protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
      HttpMediaTypeNotAcceptableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        e,
        request,
        headers,
        Problems.of(status, "This answers with application/json; the Accept header rules it out."));
  }

  private static String name(MethodParameter parameter) {
    String name = parameter.getParameterName();
    return name == null ? "argument " + parameter.getParameterIndex() : name;
  }
}
