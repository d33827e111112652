package org.shuyi.sim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.Pull;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.host.Wires;
import org.shuyi.sim.world.Iso28560;

/**
 * Ports whose devices answer at once, so that a bench can drive thousands of visits through a whole
 * station: a door that is unlocked opens, the patron takes or puts back what is wanted, and it
 * closes. Drivers and lines are left out.
 *
 * <p>Commands come on the kernel's thread; the patron acts on the bench's.
 */
final class PromptWires implements Wires {
  private static final int ON_LOAN_AFI = 0xC2;
  private static final int DSFID = 0x06;

  private final SortedMap<String, Consumer<Object>> ears = new TreeMap<>();
  private final List<Runnable> starts = new ArrayList<>();
  private final SortedMap<String, SortedMap<Bytes, Seen>> shelves = new TreeMap<>();
  private final SortedMap<Bytes, Seen> hand = new TreeMap<>();
  private int wanted;

  /**
   * @param books on each shelf
   */
  PromptWires(int books) {
    for (int door = 1; door <= StationFolder.DOORS; door++) {
      var shelf = new TreeMap<Bytes, Seen>();
      for (int i = 0; i < books; i++) {
        int number = door * 1_000 + i;
        var memory = Iso28560.book("1008%07d".formatted(number), "CN-440100-1-GZL");
        shelf.put(
            Bytes.parse("E00401%010X".formatted(number)),
            new Seen(2, OptionalInt.of(ON_LOAN_AFI), OptionalInt.of(DSFID), Optional.of(memory)));
      }
      shelves.put("reader-" + door, shelf);
    }
  }

  /**
   * A patron taps a card and will take so many books, or put back those in the hand if there are
   * any.
   */
  void tap(int patron, int books) {
    synchronized (this) {
      wanted = books;
    }
    tell(
        "cards",
        new CardNotice.CardSeen(CardNotice.Technology.ISO_14443A, Bytes.parse(card(patron))));
  }

  /** The number of a patron's card; one that ended in zeros could be taken for a shorter one. */
  static String card(int patron) {
    return "04A26B12%06X".formatted(0x10_0001 + patron);
  }

  @Override
  public <C, N> void run(
      DeviceConfig config,
      Driver<C, N> driver,
      Function<Consumer<C>, Consumer<N>> meet,
      Consumer<Health> healths) {
    Consumer<N> notices = meet.apply(command -> commanded(config.name(), command));
    @SuppressWarnings("unchecked") // Each device is told notices of its own port only.
    var ear = (Consumer<Object>) (Consumer<?>) notices;
    ears.put(config.name(), ear);
    starts.add(() -> healths.accept(new Health.Ready()));
  }

  @Override
  public void pins(
      PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> healths) {
    throw new IllegalStateException("a bench's station has no pins");
  }

  private <C> void commanded(String device, C command) {
    switch (command) {
      case LockCommand.Sense sense -> tell(device, new LockNotice.Sensed(allClosed()));
      case LockCommand.Open open -> {
        tell(device, new LockNotice.Pulled(open.channel(), Pull.ACKNOWLEDGED, ""));
        tell(device, new LockNotice.Changed(open.channel(), Contact.OPEN));
        reachIn("reader-" + open.channel());
        tell(device, new LockNotice.Changed(open.channel(), Contact.CLOSED));
      }
      case TagCommand.Count count ->
          tell(
              device,
              new TagNotice.Counted(
                  count.request(), count.antenna(), count.rounds(), seen(device)));
      case TagCommand.Mark mark ->
          tell(device, new TagNotice.Marked(mark.uid(), mark.antenna(), true, ""));
      case CardCommand.Forget forget -> {}
      default -> throw new IllegalStateException(device + " cannot " + command);
    }
  }

  private void tell(String device, Object notice) {
    Consumer<Object> ear = ears.get(device);
    if (ear == null) throw new IllegalStateException("no device " + device);
    ear.accept(notice);
  }

  private static SortedMap<Integer, Contact> allClosed() {
    var contacts = new TreeMap<Integer, Contact>();
    for (int channel = 1; channel <= 16; channel++) contacts.put(channel, Contact.CLOSED);
    return contacts;
  }

  private synchronized void reachIn(String reader) {
    var shelf = shelf(reader);
    if (!hand.isEmpty()) {
      shelf.putAll(hand);
      hand.clear();
      return;
    }
    for (Map.Entry<Bytes, Seen> book : List.copyOf(shelf.entrySet()).subList(0, wanted)) {
      hand.put(book.getKey(), book.getValue());
      shelf.remove(book.getKey());
    }
  }

  private synchronized SortedMap<Bytes, Seen> seen(String reader) {
    return new TreeMap<>(shelf(reader));
  }

  private SortedMap<Bytes, Seen> shelf(String reader) {
    var shelf = shelves.get(reader);
    if (shelf == null) throw new IllegalStateException("no shelf at " + reader);
    return shelf;
  }

  @Override
  public void start() {
    starts.forEach(Runnable::run);
  }

  @Override
  public List<DeviceView> devices() {
    return List.of();
  }

  @Override
  public List<TracedFrame> frames(String device, int newest) {
    return List.of();
  }

  @Override
  public Optional<String> text(String device) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
