package io.imprimatur.kit.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.imprimatur.kit.people.PersonArgument;
import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The HTTP edge of a service. */
@AutoConfiguration(before = {ErrorMvcAutoConfiguration.class, MultipartAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebSettings.class)
public class KitWebAutoConfiguration {

  /** Security's filters come first: nobody without a token makes a service read a large body. */
  private static final int AFTER_SECURITY = SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10;

  @Bean
  Problems kitProblems(JsonMapper json) {
    return new Problems(json);
  }

  @Bean
  ProblemAdvice kitProblemAdvice(WebSettings settings) {
    return new ProblemAdvice(settings.uploadLimit());
  }

  @Bean
  HeaderAdvice kitHeaderAdvice() {
    return new HeaderAdvice();
  }

  @Bean
  @ConditionalOnMissingBean(ErrorController.class)
  ErrorPages kitErrorPages(
      ErrorAttributes attributes, ObjectProvider<ErrorViewResolver> views, Problems problems) {
    return new ErrorPages(attributes, views.orderedStream().toList(), problems);
  }

  @Bean
  FilterRegistrationBean<BodyFilter> kitBodyFilter(WebSettings settings, Problems problems) {
    FilterRegistrationBean<BodyFilter> bean =
        new FilterRegistrationBean<>(
            new BodyFilter(
                settings.bodyLimit().toBytes(), settings.uploadRequestLimit().toBytes(), problems));
    bean.setOrder(AFTER_SECURITY);
    return bean;
  }

  @Bean
  @ConditionalOnMissingBean
  MultipartConfigElement multipartConfig(WebSettings settings) {
    return new MultipartConfigElement(
        null,
        settings.uploadLimit().toBytes(),
        settings.uploadRequestLimit().toBytes(),
        (int) settings.bodyLimit().toBytes());
  }

  /**
   * Says "100 Continue" only when a body is really read, so that a refusal may come before it, and
   * gives Tomcat's own refusals the form of all others.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> kitRefusals() {
    return tomcat -> {
      tomcat.addConnectorCustomizers(
          connector -> connector.setProperty("continueResponseTiming", "onRead"));
      tomcat.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(LastWords.class.getName());
            }
          });
    };
  }

  @Bean
  WebMvcConfigurer kitMvc() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PersonArgument());
        resolvers.add(new IfMatchArgument());
        resolvers.add(new IdempotencyArgument());
        resolvers.add(new PagingArgument());
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new JsonOnly()).addPathPatterns("/api/**");
      }
    };
  }

  /**
   * Strict about types, lenient about members that a request has too many, so that what was read
   * can be sent back changed. Answers show every member, null where there is no value.
   */
  @Bean
  JsonMapperBuilderCustomizer kitJson() {
    return json ->
        json.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                LogicalType.Textual,
                c ->
                    c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.ALWAYS));
  }
}
