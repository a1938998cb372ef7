package io.imprimatur.kit.docs;

import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Describes the headers and parameters that the kit reads for a controller, and its problems. */
final class KitArguments implements GlobalOperationCustomizer {

  private static final String PROBLEM_JSON = "application/problem+json";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    for (MethodParameter parameter : method.getMethodParameters()) {
      Class<?> type = parameter.getParameterType();
      if (parameter.isOptional() && isPerson(parameter) && operation.getParameters() != null) {
        operation.getParameters().removeIf(p -> p.getName().equals(parameter.getParameterName()));
      }
      if (type == IfMatch.class) {
        add(operation, "header", "If-Match", new StringSchema(), "The ETag it is based on.")
            .setRequired(true);
      } else if (type == Idempotency.class) {
        add(
            operation,
            "header",
            "Idempotency-Key",
            new StringSchema().maxLength(255),
            "A repeat with the same key gets the first answer.");
      } else if (type == Paging.class) {
        Schema<?> limit =
            new IntegerSchema()
                ._default(Paging.DEFAULT)
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(Paging.MAX));
        add(operation, "query", "limit", limit, "How many.");
        add(
            operation,
            "query",
            "after",
            new StringSchema(),
            "As the Link of the page before has it.");
      }
    }
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("Any error, as a problem (RFC 9457).")
                .content(
                    new Content()
                        .addMediaType(
                            PROBLEM_JSON,
                            new MediaType()
                                .schema(
                                    new Schema<>()
                                        .$ref(
                                            "#/components/schemas/"
                                                + ApiDocsAutoConfiguration.PROBLEM)))));
    return operation;
  }

  /** Who asks comes from the token, not from a parameter. */
  private static boolean isPerson(MethodParameter parameter) {
    return parameter.nestedIfOptional().getNestedParameterType() == Person.class;
  }

  private static Parameter add(
      Operation operation, String in, String name, Schema<?> schema, String description) {
    Parameter parameter = new Parameter().in(in).name(name).schema(schema).description(description);
    operation.addParametersItem(parameter);
    return parameter;
  }
}
