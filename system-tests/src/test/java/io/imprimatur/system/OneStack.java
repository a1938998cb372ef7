package io.imprimatur.system;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all test classes the same running stack, started for the first of them and stopped behind
 * the last.
 */
public final class OneStack implements BeforeAllCallback, ParameterResolver {

  /** The order of the class that kills processes in mid-flow: behind all others of its module. */
  public static final int LAST = Integer.MAX_VALUE;

  /** The order of classes that leave strange texts and readers behind. */
  public static final int LEAVING_TRACES = LAST - 1;

  /** The order of the class that fills the house: behind those that look at pages. */
  public static final int BEHIND_PAGES = LAST - 2;

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(OneStack.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    stack(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stack(context);
  }

  private static Stack stack(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Stack.class, key -> start(), Stack.class);
  }

  private static Stack start() {
    Stack stack = Stack.start();
    if (Boolean.getBoolean("pictures")) {
      stack.demo(); // pages with data on them
    }
    return stack;
  }
}
