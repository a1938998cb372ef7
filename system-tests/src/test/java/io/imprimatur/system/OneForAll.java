package io.imprimatur.system;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all test classes the same running system, started for the first of them and ended behind
 * the last.
 */
public abstract class OneForAll<T extends AutoCloseable>
    implements BeforeAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(OneForAll.class);

  private final Class<T> type;
  private final Supplier<T> start;

  /**
   * @param type that tests take as an argument
   */
  protected OneForAll(Class<T> type, Supplier<T> start) {
    this.type = type;
    this.start = start;
  }

  @Override
  public final void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  private T running(ExtensionContext context) {
    return context.getRoot().getStore(HERE).computeIfAbsent(type, key -> start.get(), type);
  }
}
