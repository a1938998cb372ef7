package io.imprimatur.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;

/**
 * The reference of B1: Flowable in this JVM, on PostgreSQL, with a process of the same steps as an
 * article's life. A client writes the text as variables, submits, approves three times as three
 * people, and the last approval publishes. Commands are direct calls: there is no HTTP, no sign-in
 * and no second service between.
 */
public final class FlowableLifecycles {

  private static final int STEPS = 3;

  private FlowableLifecycles() {}

  /** What the process does when all have approved. */
  public static final class Publish implements JavaDelegate {
    @Override
    public void execute(DelegateExecution execution) {
      execution.setVariable("path", "/en/news/" + execution.getVariable("articleId"));
    }
  }

  /** Takes the JDBC address; commands: {@code run CLIENTS SECONDS}. */
  public static void main(String[] arguments) throws Exception {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(arguments[0]);
    ProcessEngine engine =
        new StandaloneProcessEngineConfiguration()
            .setDataSource(pool)
            .setDatabaseSchemaUpdate("true")
            .setAsyncExecutorActivate(false)
            .buildProcessEngine();
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("article.bpmn20.xml")
        .deploy();
    Commands.serve(
        words -> {
          Clients.Done done =
              Clients.run(
                  Integer.parseInt(words[1]),
                  Integer.parseInt(words[2]),
                  () -> () -> publish(engine.getRuntimeService(), engine.getTaskService()));
          return Map.of(
              "done", done.done(),
              "perSecond", done.perSecond(),
              "p50", done.latencies().percentile(50),
              "p99", done.latencies().percentile(99));
        });
  }

  private static void publish(RuntimeService processes, TaskService tasks) {
    String article = UUID.randomUUID().toString();
    String instance =
        processes
            .startProcessInstanceByKey(
                "article",
                article,
                Map.of(
                    "articleId", article,
                    "title", Words.title(article),
                    "summary", Words.summary(),
                    "body", Words.body(article),
                    "section", Desk.SECTION))
            .getId();
    complete(tasks, instance, Desk.WRITER, Map.of("submitted", true));
    for (int step = 1; step <= STEPS; step++) {
      complete(tasks, instance, Desk.APPROVERS.get(step - 1), Map.of("verdict" + step, "approve"));
    }
    if (processes.createProcessInstanceQuery().processInstanceId(instance).count() != 0) {
      throw new IllegalStateException("the process has not ended");
    }
  }

  /** Looks for the task that waits, as a person's list does, takes it and completes it. */
  private static void complete(
      TaskService tasks, String instance, String person, Map<String, Object> variables) {
    Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
    tasks.claim(task.getId(), person);
    tasks.complete(task.getId(), variables);
  }
}
