package org.shuyi.sim.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a text is typed on a US keyboard: which keys go down and up, by QEMU's names of them. */
final class Keystrokes {
  /** QEMU's USB keyboard keeps 16 changes until the kernel asks for them, and forgets further. */
  private static final int MOST = 16;

  private static final String ENTER = "ret";
  private static final String SHIFT = "shift";

  private static final Map<Character, String> NAMES = Map.of('-', "minus", '/', "slash");

  /** A key that goes down or up. */
  record Change(String key, boolean down) {
    ObjectNode event() {
      ObjectNode event = Qmp.object().put("type", "key");
      ObjectNode data = event.putObject("data").put("down", down);
      data.putObject("key").put("type", "qcode").put("data", key);
      return event;
    }
  }

  private Keystrokes() {}

  /** A text and Enter, in pieces that the keyboard can keep. */
  static List<List<Change>> of(String text) {
    var pieces = new ArrayList<List<Change>>();
    var piece = new ArrayList<Change>();
    for (int i = 0; i <= text.length(); i++) {
      List<Change> next = i < text.length() ? typed(text.charAt(i)) : stroke(ENTER);
      if (piece.size() + next.size() > MOST) {
        pieces.add(List.copyOf(piece));
        piece.clear();
      }
      piece.addAll(next);
    }
    pieces.add(List.copyOf(piece));
    return pieces;
  }

  private static List<Change> typed(char character) {
    if (character >= 'A' && character <= 'Z') {
      var shifted = new ArrayList<Change>();
      shifted.add(new Change(SHIFT, true));
      shifted.addAll(stroke(String.valueOf(character).toLowerCase(Locale.ROOT)));
      shifted.add(new Change(SHIFT, false));
      return shifted;
    }
    boolean plain = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(character) >= 0;
    String name = plain ? String.valueOf(character) : NAMES.get(character);
    if (name == null) throw new IllegalArgumentException("nobody can type " + character);
    return stroke(name);
  }

  private static List<Change> stroke(String key) {
    return List.of(new Change(key, true), new Change(key, false));
  }
}
