package io.imprimatur.kit.observability;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/**
 * The steps of a trace. Each continues the trace of a {@code traceparent}, so that the trace goes
 * on whether or not anybody records it; where spans are exported, each step is one.
 *
 * <p>No address of a subscriber may stand in a name or an attribute.
 */
public final class Traces {

  /** Carries traces on and records nothing. */
  public static final Traces UNRECORDED = new Traces(null);

  private final Tracer tracer;

  /**
   * @param tracer records the steps; null where nobody does
   */
  Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Whether steps are recorded, so that it is worth giving them attributes. */
  public boolean recorded() {
    return tracer != null;
  }

  /** A request that is answered here; see {@link #step}. */
  Step serving(String traceparent, String name) {
    return open(traceparent, name, SpanKind.SERVER);
  }

  /** An event that is taken in; see {@link #step}. */
  public Step hearing(String traceparent, String name) {
    return open(traceparent, name, SpanKind.CONSUMER);
  }

  /** Something that this thread asks another server to do; see {@link #step}. */
  private Step asking(String traceparent, String name) {
    return open(traceparent, name, SpanKind.CLIENT);
  }

  /**
   * What this thread does until the step is closed. Log lines carry the trace's id meanwhile, and
   * {@link Traceparent#current} is this step.
   *
   * @param traceparent what it follows from; null or malformed begins a trace
   * @param name for many steps alike, without an id in it
   */
  public Step step(String traceparent, String name) {
    return open(traceparent, name, SpanKind.INTERNAL);
  }

  /** The same for a piece of work. */
  public void run(String traceparent, String name, Runnable work) {
    try (Step step = step(traceparent, name)) {
      step.of(
          () -> {
            work.run();
            return null;
          });
    }
  }

  /** The same for a piece of work that another server does. */
  public <T> T asking(String traceparent, String name, Supplier<T> work) {
    try (Step step = asking(traceparent, name)) {
      return step.of(work);
    }
  }

  /** Goes on with a trace for work that is too small, or done too often, to be a step of it. */
  @SuppressWarnings("try") // the scope is there to be closed
  public void carryOn(String traceparent, Runnable work) {
    try (Traceparent.Scope scope = Traceparent.open(traceparent)) {
      work.run();
    }
  }

  private Step open(String traceparent, String name, SpanKind kind) {
    if (tracer == null) {
      return new Step(Span.getInvalid(), Traceparent.open(traceparent));
    }
    Span span = start(traceparent, name, kind);
    SpanContext made = span.getSpanContext();
    return new Step(
        span,
        Traceparent.enter(new Traceparent(made.getTraceId(), made.getSpanId(), made.isSampled())));
  }

  /** The sending of an event, which ends on its own and not with a scope. */
  public Sending sending(String traceparent, String name) {
    return new Sending(
        tracer == null ? Span.getInvalid() : start(traceparent, name, SpanKind.PRODUCER));
  }

  private Span start(String traceparent, String name, SpanKind kind) {
    return tracer.spanBuilder(name).setParent(parent(traceparent)).setSpanKind(kind).startSpan();
  }

  private static Context parent(String traceparent) {
    return Traceparent.parse(traceparent)
        .map(
            from ->
                Context.root()
                    .with(
                        Span.wrap(
                            SpanContext.createFromRemoteParent(
                                from.traceId(),
                                from.spanId(),
                                from.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                                TraceState.getDefault()))))
        .orElse(Context.root());
  }

  /** Ends with {@link #close}, on the thread that opened it. */
  public static final class Step implements AutoCloseable {

    private final Span span;
    private final Traceparent.Scope scope;

    private Step(Span span, Traceparent.Scope scope) {
      this.span = span;
      this.scope = scope;
    }

    /** Gives it a better name, known only now. */
    public Step named(String name) {
      span.updateName(name);
      return this;
    }

    public Step with(String attribute, String value) {
      if (value != null) {
        span.setAttribute(attribute, value);
      }
      return this;
    }

    public Step with(String attribute, long value) {
      span.setAttribute(attribute, value);
      return this;
    }

    /** It went wrong; a message of an exception may hold what no trace may, so only its kind is. */
    public Step failed(String kind) {
      span.setStatus(StatusCode.ERROR);
      return with("error.type", kind);
    }

    private <T> T of(Supplier<T> work) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        failed(e.getClass().getName());
        throw e;
      }
    }

    @Override
    public void close() {
      scope.close();
      span.end();
    }
  }

  /** An event on its way to the broker. */
  public static final class Sending {

    private final Span span;
    private boolean ended;

    private Sending(Span span) {
      this.span = span;
    }

    public Sending with(String attribute, String value) {
      if (value != null) {
        span.setAttribute(attribute, value);
      }
      return this;
    }

    /**
     * Only the first time counts.
     *
     * @param acknowledged whether the broker has it
     */
    public void ended(boolean acknowledged) {
      if (ended) {
        return;
      }
      ended = true;
      if (!acknowledged) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
