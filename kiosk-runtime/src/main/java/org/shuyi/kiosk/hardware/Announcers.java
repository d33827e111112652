package org.shuyi.kiosk.hardware;

import java.util.SequencedMap;
import java.util.function.Consumer;
import org.shuyi.devices.sign.SignCommand;
import org.shuyi.devices.sign.SignNotice;
import org.shuyi.devices.voice.VoiceCommand;
import org.shuyi.devices.voice.VoiceCommand.Sentence;
import org.shuyi.devices.voice.VoiceNotice;
import org.shuyi.kiosk.kernel.AnnounceEvent;
import org.shuyi.kiosk.kernel.Announcement.Outlet;
import org.shuyi.kiosk.kernel.Effect.Announce;
import org.shuyi.kiosk.kernel.Event;

/** The station's sign and its voice, or neither. */
final class Announcers {
  private final Consumer<Event> events;
  private Consumer<SignCommand> sign = command -> {};
  private Consumer<VoiceCommand> voice;

  /** Without a voice nothing is said, and nobody waits for its end. */
  Announcers(Consumer<Event> events) {
    this.events = events;
    this.voice =
        command -> {
          if (command instanceof VoiceCommand.Say(long number, var sentences))
            events.accept(new AnnounceEvent.Spoken(number, false));
        };
  }

  /** What stands there is the sign's own care: it is written again until it does. */
  Consumer<SignNotice> sign(Consumer<SignCommand> commands) {
    sign = commands;
    return notice -> {};
  }

  Consumer<VoiceNotice> voice(Consumer<VoiceCommand> commands) {
    voice = commands;
    return notice ->
        events.accept(
            switch (notice) {
              case VoiceNotice.Said(long number) -> new AnnounceEvent.Spoken(number, true);
              case VoiceNotice.NotSaid(long number, String why) ->
                  new AnnounceEvent.Spoken(number, false);
            });
  }

  /**
   * @param written for the sign, in all languages
   * @param spoken language to sentence, for the voice
   */
  void announce(Announce what, String written, SequencedMap<String, String> spoken) {
    switch (what.outlet()) {
      case SIGN -> sign.accept(new SignCommand.Show(what.number(), written, what.what().safety()));
      case VOICE ->
          voice.accept(
              new VoiceCommand.Say(
                  what.number(),
                  spoken.entrySet().stream()
                      .map(each -> new Sentence(each.getKey(), each.getValue()))
                      .toList()));
    }
  }

  void silence(Outlet outlet) {
    switch (outlet) {
      case SIGN -> sign.accept(new SignCommand.Clear());
      case VOICE -> voice.accept(new VoiceCommand.Hush());
    }
  }
}
