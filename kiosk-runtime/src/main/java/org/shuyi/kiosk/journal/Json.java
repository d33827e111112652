package org.shuyi.kiosk.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Saved state as text that a person can read; the same value always gives the same text. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  static String encode(Tree tree) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(tree, out);
    } catch (IOException e) {
      throw new AssertionError("a string that cannot be written", e);
    }
    return text.toString();
  }

  static Tree decode(String text) throws Misfit {
    try (JsonParser in = FACTORY.createParser(text)) {
      Tree tree = read(in, in.nextToken(), 0);
      if (in.nextToken() != null) throw new Misfit("more after the value");
      return tree;
    } catch (IOException e) {
      throw new Misfit("not JSON: " + e.getMessage());
    }
  }

  private static void write(Tree tree, JsonGenerator out) throws IOException {
    switch (tree) {
      case Tree.Int(long value) -> out.writeNumber(value);
      case Tree.Text(String value) -> out.writeString(value);
      case Tree.Flag(boolean value) -> out.writeBoolean(value);
      case Tree.Nothing() -> out.writeNull();
      case Tree.Array(var items) -> {
        out.writeStartArray();
        for (Tree item : items) write(item, out);
        out.writeEndArray();
      }
      case Tree.Fields(var fields) -> {
        out.writeStartObject();
        for (Map.Entry<String, Tree> field : fields.entrySet()) {
          out.writeFieldName(field.getKey());
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
    }
  }

  private static Tree read(JsonParser in, JsonToken token, int depth) throws IOException, Misfit {
    if (token == null) throw new Misfit("cut off");
    if (depth > Tree.DEEPEST) throw new Misfit("nested deeper than " + Tree.DEEPEST);
    return switch (token) {
      case VALUE_NUMBER_INT -> new Tree.Int(in.getLongValue());
      case VALUE_STRING -> new Tree.Text(in.getText());
      case VALUE_TRUE -> new Tree.Flag(true);
      case VALUE_FALSE -> new Tree.Flag(false);
      case VALUE_NULL -> new Tree.Nothing();
      case START_ARRAY -> array(in, depth);
      case START_OBJECT -> fields(in, depth);
      case VALUE_NUMBER_FLOAT,
          VALUE_EMBEDDED_OBJECT,
          END_ARRAY,
          END_OBJECT,
          FIELD_NAME,
          NOT_AVAILABLE ->
          throw new Misfit(token + " is nothing of ours");
    };
  }

  private static Tree array(JsonParser in, int depth) throws IOException, Misfit {
    var items = new ArrayList<Tree>();
    for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
      items.add(read(in, t, depth + 1));
    }
    return new Tree.Array(items);
  }

  private static Tree fields(JsonParser in, int depth) throws IOException, Misfit {
    var fields = new LinkedHashMap<String, Tree>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      fields.put(name, read(in, in.nextToken(), depth + 1));
    }
    return new Tree.Fields(fields);
  }
}
