package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Addresses;
import io.imprimatur.system.Stack;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several instances of each service, on one broker and one store. Who asks for a service's address
 * gets those of its instances in turn, also of one that is away: clients find that out.
 */
final class Instances implements Addresses, AutoCloseable {

  static final int OF_EACH = 3;
  static final int PARTITIONS = 12;

  private static final Duration READY = Duration.ofMinutes(4);
  private static final Duration SHARED = Duration.ofMinutes(2);

  private final Stack stack;
  private final Map<String, List<Instance>> byService = new LinkedHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** Starts what a stack that runs lacks. */
  Instances(Stack stack) {
    this.stack = stack;
    for (String service : Office.SERVICES) {
      List<Instance> all = new ArrayList<>(List.of(Instance.own(stack, service)));
      IntStream.rangeClosed(2, OF_EACH)
          .forEach(number -> all.add(Instance.further(stack, service, number)));
      byService.put(service, List.copyOf(all));
    }
    start(all().filter(instance -> !instance.isUp()).toList());
  }

  @Override
  public String url(String part) {
    List<Instance> all = byService.get(part);
    return all == null
        ? stack.url(part)
        : all.get(Math.floorMod(turn.getAndIncrement(), OF_EACH)).url();
  }

  /** The same, with this instance alone in the place of its service. */
  Addresses preferring(Instance instance) {
    return part -> part.equals(instance.service()) ? instance.url() : url(part);
  }

  Stream<Instance> all() {
    return byService.values().stream().flatMap(List::stream);
  }

  List<Instance> of(String service) {
    return byService.get(service);
  }

  /**
   * @param number from 1 on
   */
  Instance of(String service, int number) {
    return of(service).get(number - 1);
  }

  /** Those that work, or are about to. */
  List<Instance> up(String service) {
    return of(service).stream().filter(Instance::isUp).toList();
  }

  /** Starts these and waits until each is ready. */
  void start(Collection<Instance> absent) {
    absent.stream().filter(instance -> !instance.isOwn()).forEach(Instance::start);
    absent.stream().filter(Instance::isOwn).forEach(Instance::start);
    for (Instance instance : absent) {
      await(instance + " is ready")
          .atMost(READY)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                assertThat(instance.isAlive()).as("%s runs", instance).isTrue();
                return instance.isReady();
              });
    }
  }

  /**
   * Waits until each instance that is up reads some of the partitions, and together all of them.
   */
  void awaitShared() {
    byService.forEach(
        (service, instances) ->
            await("the instances of " + service + " share the partitions")
                .atMost(SHARED)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(
                    () ->
                        up(service).stream().allMatch(i -> i.partitions() > 0)
                            && allPartitionsRead(service)));
  }

  /** Whether those that are up read all the partitions between them. */
  boolean allPartitionsRead(String service) {
    int all = PARTITIONS * ToldAndHeard.NEIGHBOURS.get(service).size();
    return up(service).stream().mapToInt(Instance::partitions).sum() == all;
  }

  /** Ends the processes that run beside the stack. */
  @Override
  public void close() {
    all().filter(i -> !i.isOwn() && i.isAlive()).forEach(Instance::kill);
  }
}
