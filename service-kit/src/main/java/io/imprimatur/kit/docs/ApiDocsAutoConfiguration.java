package io.imprimatur.kit.docs;

import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Describes what all services' APIs have in common. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ApiDocsAutoConfiguration {

  static final String BEARER = "bearer";
  static final String PROBLEM = "Problem";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Person.class, IfMatch.class, Idempotency.class, Paging.class);
  }

  @Bean
  @ConditionalOnMissingBean
  OpenAPI kitApi(Environment environment) {
    String service = environment.getProperty("spring.application.name", "service");
    return new OpenAPI()
        .info(
            new Info()
                .title("Imprimatur " + service)
                .version("1")
                .description(
                    "Errors are problems (RFC 9457). Lists are arrays with a Link to the next page.")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"))
                .addSchemas(PROBLEM, problem()))
        .addSecurityItem(new SecurityRequirement().addList(BEARER));
  }

  @Bean
  KitArguments kitApiArguments() {
    return new KitArguments();
  }

  private static Schema<?> problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("field", new StringSchema())
            .addProperty("message", new StringSchema());
    return new ObjectSchema()
        .description("What went wrong (RFC 9457).")
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("errors", new ArraySchema().items(error))
        .addProperty("current", new ObjectSchema().description("With 412: what stands there now."))
        .addProperty("traceId", new StringSchema());
  }
}
