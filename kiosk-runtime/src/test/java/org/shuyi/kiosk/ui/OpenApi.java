package org.shuyi.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds answers against an OpenAPI document; knows the few schema words that ours use. */
final class OpenApi {
  private final JsonNode document;

  OpenApi(JsonNode document) {
    this.document = document;
  }

  List<String> routes() {
    var routes = new ArrayList<String>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb -> routes.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return routes;
  }

  void check(String route, int status, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(route).isEqualTo(status);
    String[] verb = route.split(" ", 2);
    JsonNode told =
        document
            .path("paths")
            .path(verb[1])
            .path(verb[0].toLowerCase(Locale.ROOT))
            .path("responses")
            .path(Integer.toString(status));
    assertThat(told.isObject()).as(route + " " + status + " is in the document").isTrue();
    JsonNode schema = told.path("content").path("application/json").path("schema");
    if (schema.isObject()) fits(schema, new ObjectMapper().readTree(answer.body()), route);
  }

  void fits(String schema, JsonNode value) {
    fits(document.path("components").path("schemas").path(schema), value, schema);
  }

  private void fits(JsonNode schema, JsonNode value, String where) {
    if (schema.has("$ref")) {
      fits(document.at(schema.path("$ref").asText().substring(1)), value, where);
      return;
    }
    switch (schema.path("type").asText()) {
      case "object" -> object(schema, value, where);
      case "array" -> {
        assertThat(value.isArray()).as(where).isTrue();
        value.forEach(one -> fits(schema.path("items"), one, where + "[]"));
      }
      case "string" -> {
        assertThat(value.isTextual()).as(where).isTrue();
        if (schema.has("enum"))
          assertThat(schema.path("enum")).as(where + " " + value).contains(value);
      }
      case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
      default -> throw new AssertionError(where + ": a schema without a known type: " + schema);
    }
  }

  private void object(JsonNode schema, JsonNode value, String where) {
    assertThat(value.isObject()).as(where).isTrue();
    schema
        .path("required")
        .forEach(name -> assertThat(value.has(name.asText())).as(where + "." + name).isTrue());
    JsonNode rest = schema.path("additionalProperties");
    value
        .properties()
        .forEach(
            field -> {
              JsonNode known = schema.path("properties").path(field.getKey());
              String name = where + "." + field.getKey();
              assertThat(known.isObject() || rest.isObject()).as(name + " is known").isTrue();
              fits(known.isObject() ? known : rest, field.getValue(), name);
            });
  }
}
