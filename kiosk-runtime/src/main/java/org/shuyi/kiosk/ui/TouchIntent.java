package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;

/**
 * An intent as the touch API writes it: {@code {"intent":"open-door","door":"3"}}, {@code
 * {"intent":"speak","language":"en"}}, {@code {"intent":"finish"}}, {@code {"intent":"stay"}},
 * {@code {"intent":"print"}}, {@code {"intent":"return-book"}}, {@code {"intent":"laid-on"}}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TouchIntent(String intent, @Nullable String door, @Nullable String language) {
  static TouchIntent of(Intent intent) {
    return switch (intent) {
      case Intent.OpenDoor(DoorId door) -> new TouchIntent("open-door", door.label(), null);
      case Intent.Finish() -> new TouchIntent("finish", null, null);
      case Intent.Stay() -> new TouchIntent("stay", null, null);
      case Intent.Print() -> new TouchIntent("print", null, null);
      case Intent.ReturnBook() -> new TouchIntent("return-book", null, null);
      case Intent.LaidOn() -> new TouchIntent("laid-on", null, null);
      case Intent.Speak(String language) -> new TouchIntent("speak", null, language);
    };
  }

  /** What a body means, or empty where it means nothing that this API knows. */
  static Optional<Intent> read(JsonNode body) {
    return switch (body.path("intent").asText()) {
      case "open-door" ->
          text(body, "door", "[0-9A-Za-z]{1,8}").map(d -> new Intent.OpenDoor(new DoorId(d)));
      case "finish" -> Optional.of(new Intent.Finish());
      case "stay" -> Optional.of(new Intent.Stay());
      case "print" -> Optional.of(new Intent.Print());
      case "return-book" -> Optional.of(new Intent.ReturnBook());
      case "laid-on" -> Optional.of(new Intent.LaidOn());
      case "speak" -> text(body, "language", "[A-Za-z0-9-]{2,16}").map(Intent.Speak::new);
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(JsonNode body, String field, String form) {
    return Optional.of(body.path(field)).map(JsonNode::asText).filter(t -> t.matches(form));
  }
}
