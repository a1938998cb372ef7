package io.imprimatur.system;

/** The local stack for all test classes that ask for it. */
public final class OneStack extends OneForAll<Stack> {

  /** The order of the class that kills processes in mid-flow: behind all others of its module. */
  public static final int LAST = Integer.MAX_VALUE;

  /** The order of classes that leave strange texts and readers behind. */
  public static final int LEAVING_TRACES = LAST - 1;

  /** The order of the class that fills the house: behind those that look at pages. */
  public static final int BEHIND_PAGES = LAST - 2;

  public OneStack() {
    super(Stack.class, OneStack::start);
  }

  private static Stack start() {
    Stack stack = Stack.start();
    if (Boolean.getBoolean("pictures")) {
      stack.demo(); // pages with data on them
    }
    return stack;
  }
}
