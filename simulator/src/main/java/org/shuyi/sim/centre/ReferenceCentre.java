package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.centre.Circulation.Origin;
import org.shuyi.sim.centre.Circulation.Outcome;
import org.shuyi.sim.centre.Patrons.Standing;

/**
 * The central system as a machine: told what arrived and when, it answers what to publish.
 *
 * <p>Written from asyncapi.yaml and not from the station's code, so that one checks the other. It
 * has no thread and no clock; the same messages at the same times give the same books. Everything
 * it does may be repeated: a message that comes twice changes nothing the second time.
 */
public final class ReferenceCentre {
  static final String APPLIED = "application/vnd.shuyi.applied.v1+json";
  static final String REPLY = "application/vnd.shuyi.reply.v1+json";
  static final String POLICY = "application/vnd.shuyi.policy.v1+json";
  static final String COMMAND = "application/vnd.shuyi.command.v1+json";

  /**
   * With the door that was asked for, the name of the alarm of one whose bolt opens another; it
   * ends when that door has opened as it should.
   */
  public static final String WRONG_DOOR = "wrong-door ";

  /** The name of the alarm of the exit gate. */
  public static final String GATE = "gate";

  /** The most refusals in one {@code applied}. */
  private static final int MOST_REFUSALS = 100;

  /** Longer than a station's short break, shorter than a patron waits for a door to open. */
  private static final Duration COMMAND_LASTS = Duration.ofMinutes(2);

  private static final Duration REPLY_LASTS = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Envelope.Signer signer;
  private final Supplier<String> ids;
  private final Ledger ledger;
  private final Feed feed = new Feed();
  private Patrons patrons;
  private Rules rules;
  private final SortOrders sorting = new SortOrders();
  private long changes;

  /** A backup of the books, as they stood when it was made. */
  public static final class Backup {
    private final Ledger ledger;

    private Backup(Ledger ledger) {
      this.ledger = ledger;
    }
  }

  /** What a disk would hold. */
  private record Ledger(CentreBooks books, TreeMap<Address, StationBook> stations) {
    static Ledger empty() {
      return new Ledger(new CentreBooks(), new TreeMap<>());
    }

    Ledger copy() {
      var copies = new TreeMap<Address, StationBook>();
      stations.forEach((address, station) -> copies.put(address, station.copy()));
      return new Ledger(books.copy(), copies);
    }
  }

  /** A member of staff who commands: the key must stand in the rules to be obeyed. */
  public record Staff(String keyId, String person, PrivateKey key) {}

  /**
   * @param keyId under which the stations know the public half of {@code key} (Ed25519)
   * @param ids draws a command's id, never the same twice: chance for a demo, a counter for a soak
   */
  public ReferenceCentre(
      String keyId, PrivateKey key, Rules rules, Patrons patrons, Supplier<String> ids) {
    this(new Envelope.Signer(keyId, key), rules, patrons, ids, Ledger.empty());
  }

  private ReferenceCentre(
      Envelope.Signer signer, Rules rules, Patrons patrons, Supplier<String> ids, Ledger ledger) {
    this.signer = signer;
    this.rules = rules;
    this.patrons = patrons;
    this.ids = ids;
    this.ledger = ledger;
  }

  public Backup backup() {
    return new Backup(ledger.copy());
  }

  /** The same centre after its disk was lost and a backup was played in. */
  public ReferenceCentre restored(Backup backup) {
    return new ReferenceCentre(signer, rules, patrons, ids, backup.ledger.copy());
  }

  // What the centre is told.

  /** Makes a station known before it was heard of, so that the rules lie ready for it. */
  public List<Publication> expect(Address address) {
    station(address);
    return List.of(policyFor(address));
  }

  /**
   * The line to the broker is up: says again what must be there, and how far each station's journal
   * is applied, so that one whose records we have lost with a disk sends them again.
   */
  public List<Publication> connected() {
    var said = new ArrayList<Publication>(policies());
    for (StationBook station : ledger.stations().values()) {
      var epochs = station.epochs();
      if (!epochs.isEmpty()) said.add(applied(station, epochs.getLast()));
    }
    return said;
  }

  private List<Publication> policies() {
    return ledger.stations().keySet().stream().map(this::policyFor).toList();
  }

  /** From now on these rules hold, for every station. */
  public List<Publication> adopt(Rules adopted) {
    if (adopted.version() <= rules.version()) {
      throw new IllegalArgumentException(
          "version " + adopted.version() + " does not follow " + rules.version());
    }
    rules = adopted;
    changes++;
    return policies();
  }

  public void adopt(Patrons adopted) {
    patrons = adopted;
    changes++;
  }

  /** A message of a station; what is not understood becomes an alarm and changes no book. */
  public List<Publication> arrived(String topic, Bytes payload, Instant now) {
    Address.Topic parsed;
    try {
      parsed = Address.Topic.parse(topic);
    } catch (Malformed stranger) {
      return List.of();
    }
    var address = parsed.address();
    var answers = new ArrayList<Publication>();
    if (!ledger.stations().containsKey(address)) answers.addAll(expect(address));
    try {
      answers.addAll(told(station(address), parsed.kind(), payload, now));
    } catch (Malformed e) {
      alarm(station(address), "malformed-" + parsed.kind(), String.valueOf(e.getMessage()), now);
    }
    changes++;
    return answers;
  }

  private List<Publication> told(StationBook station, String kind, Bytes payload, Instant now)
      throws Malformed {
    return switch (kind) {
      case "records" -> records(station, Batch.parse(payload), now);
      case "ask" -> List.of(ask(station, Told.object(payload), now));
      case "sort" ->
          List.of(sorting.answer(station, Told.object(payload), rules, signer, feed, now));
      case "birth" -> birth(station, Told.object(payload), now);
      case "state" -> {
        station.heard(Told.object(payload));
        yield List.of();
      }
      case "status" -> {
        station.reported(Told.object(payload));
        yield List.of();
      }
      case "answer" -> {
        answer(station, Told.object(payload), now);
        yield List.of();
      }
      default -> List.of();
    };
  }

  // Records.

  private List<Publication> records(StationBook station, Batch batch, Instant now)
      throws Malformed {
    var book =
        station.epoch(batch.epoch()).orElseThrow(() -> new Malformed("too many journal files"));
    if (batch.firstSeq() > book.through() + 1) {
      String words =
          "records " + (book.through() + 1) + " to " + (batch.firstSeq() - 1) + " are missing";
      alarm(station, "gap " + book.epoch(), words, now);
      return List.of(applied(station, book));
    }
    if (!batch.hashBefore().equals(book.hashAt(batch.firstSeq() - 1))) {
      fork(station, book, batch.firstSeq() - 1, now);
      return List.of(applied(station, book));
    }
    var hash = batch.hashBefore();
    long seq = batch.firstSeq();
    for (var record : batch.records()) {
      hash = EpochBook.chain(hash, record);
      if (seq > book.through()) {
        book.append(hash);
        // One that a later journal has brought already must not have its effect twice.
        if (!station.wasSalvaged(hash)) apply(station, book, seq, record, now);
      } else if (!hash.equals(book.hashAt(seq))) {
        fork(station, book, seq, now);
        break;
      }
      seq++;
    }
    station.alarms.remove("gap " + book.epoch());
    return List.of(applied(station, book));
  }

  private void fork(StationBook station, EpochBook book, long seq, Instant now) {
    alarm(station, "fork " + book.epoch(), "record " + seq + " is not the one that we know", now);
  }

  private void apply(StationBook station, EpochBook book, long seq, Bytes bytes, Instant now) {
    WrittenRecord record;
    try {
      record = WrittenRecord.parse(bytes);
    } catch (Malformed e) {
      book.refuse(seq, "malformed: " + e.getMessage());
      feed.add(
          now,
          station.address,
          "unreadable",
          seq,
          "",
          "",
          String.valueOf(e.getMessage()),
          "refused");
      return;
    }
    var origin = new Origin(station.address, book.epoch(), seq);
    var outcome = new Circulation(ledger.books()).apply(record, origin, patrons);
    if (outcome instanceof Outcome.Refused(String reason)) book.refuse(seq, reason);
    bookkeeping(station, book, record, seq, now);
    FeedLines.add(feed, station.address, record, seq, outcome, now);
  }

  /** Records about records: the first of a journal, and what the station did about a refusal. */
  private void bookkeeping(
      StationBook station, EpochBook book, WrittenRecord record, long seq, Instant now) {
    try {
      switch (record.kind()) {
        case "record-was-refused" -> book.refusalWasJournaled(record.number(0));
        case "journal-began" -> began(station, book, record.text(0), record.text(1), now);
        case "record-salvaged" -> salvaged(station, book, record, seq, now);
        case "records-lost" ->
            lost(station, record.text(0), record.number(1), record.number(2), now);
        default -> {
          if (seq == 1) {
            alarm(station, "beginning " + book.epoch(), "record 1 is " + record.kind(), now);
          }
        }
      }
      AlarmTold.in(record).ifPresent(told -> heard(station, told, now));
    } catch (Malformed e) {
      alarm(station, "malformed-" + record.kind(), String.valueOf(e.getMessage()), now);
    }
  }

  private void heard(StationBook station, AlarmTold told, Instant now) {
    switch (told) {
      case AlarmTold.Begun(String name, String words) -> alarm(station, name, words, now);
      case AlarmTold.Ended(String name) -> station.alarms.remove(name);
    }
  }

  /** A new journal must go on where the last one that we know ended. */
  private void began(
      StationBook station, EpochBook book, String previous, String lastHash, Instant now) {
    var others = station.epochs().stream().filter(e -> e != book && e.through() > 0).toList();
    if (others.isEmpty()) return;
    var before =
        station
            .known(previous)
            .or(() -> others.stream().filter(e -> endsWith(e, lastHash)).findAny());
    String alarm = "beginning " + book.epoch();
    if (before.isEmpty()) {
      alarm(station, alarm, "a new journal that knows nothing of the one before", now);
      return;
    }
    if (!endsWith(before.get(), lastHash)) {
      long through = before.get().through();
      String elsewhere = "the journal before ended elsewhere than at our record " + through;
      alarm(station, alarm, elsewhere, now);
      // Its last record may be among those that follow; then nothing is missing at the end.
      station.awaits(lastHash, alarm);
    }
  }

  private static boolean endsWith(EpochBook book, String hash) {
    return book.through() > 0 && hex(book.lastHash()).equals(hash);
  }

  /**
   * A record of a damaged journal, in the one that followed it: it has its effect here unless we
   * had it already, or it comes by itself.
   */
  private void salvaged(
      StationBook station, EpochBook book, WrittenRecord record, long seq, Instant now)
      throws Malformed {
    Bytes hash;
    Bytes bytes;
    try {
      hash = Bytes.parse(record.text(2));
      bytes = Bytes.copyOf(Base64.getDecoder().decode(record.text(3)));
    } catch (IllegalArgumentException e) {
      throw new Malformed("record-salvaged: " + e.getMessage());
    }
    station.arrived(hex(hash)).ifPresent(station.alarms::remove);
    if (station.has(record.number(1), hash)) return;
    station.salvaged(hash);
    // Two stories under one number, as after a card that lost what it had acknowledged: both count.
    long number = record.number(1);
    station
        .known(record.text(0))
        .filter(old -> number <= old.through())
        .ifPresent(old -> fork(station, old, number, now));
    apply(station, book, seq, bytes, now);
  }

  /** What nobody can tell any more is not applied and not forgotten: people must look. */
  private void lost(StationBook station, String epoch, long from, long through, Instant now) {
    long have = station.known(epoch).map(EpochBook::through).orElse(0L);
    long first = Math.max(from, have + 1);
    if (through != 0 && through < first) {
      String words = "the station lost its records " + from + " to " + through + "; we have them";
      alarm(station, "lost " + epoch, words, now);
      return;
    }
    String what =
        through == 0
            ? "records from " + first + " on, if there were any, are lost"
            : "records " + first + " to " + through + " are lost";
    String before = station.alarms.getOrDefault("lost " + epoch, "");
    String words = what + ": count the shelves";
    alarm(station, "lost " + epoch, before.isEmpty() ? words : before + "; " + words, now);
  }

  private Publication applied(StationBook station, EpochBook book) {
    var json = JSON.createObjectNode();
    json.put("station", station.address.toString());
    json.put("epoch", book.epoch());
    json.put("through", book.through());
    json.put("hash", hex(book.lastHash()));
    var refused = json.putArray("refused");
    book.refused().entrySet().stream()
        .limit(MOST_REFUSALS)
        .forEach(e -> refused.addObject().put("seq", e.getKey()).put("reason", e.getValue()));
    return Publication.once(
        station.address.topic("records/applied"), Envelope.seal(APPLIED, json, List.of(signer)));
  }

  // Questions, births, answers.

  private Publication ask(StationBook station, JsonNode ask, Instant now) throws Malformed {
    String patron = Told.required(ask, "patron").asText();
    var reply = JSON.createObjectNode();
    reply.put("station", station.address.toString());
    reply.put("boot", Told.required(ask, "boot").asLong());
    reply.put("ask", Told.required(ask, "ask").asLong());
    reply.put("patron", patron);
    String said = judge(patron, reply);
    feed.add(now, station.address, "ask", 0, "", FeedLines.brief(patron), said, "");
    return Publication.within(
        REPLY_LASTS, station.address.topic("reply"), Envelope.seal(REPLY, reply, List.of(signer)));
  }

  private String judge(String token, ObjectNode reply) {
    var patron = patrons.find(token);
    if (patron.isPresent() && patron.get().standing() == Standing.GOOD) {
      int held = ledger.books().loansOf(token).size();
      int more = Math.clamp(patron.get().limit() - (long) held, 0, 1000);
      reply.put("verdict", "welcome").put("mayBorrow", more);
      return "welcome, may borrow " + more + " more";
    }
    String why =
        patron
            .map(
                p ->
                    switch (p.standing()) {
                      case GOOD -> "good";
                      case BLOCKED -> "blocked";
                      case EXPIRED -> "expired";
                    })
            .orElse("unknown-card");
    reply.put("verdict", "refused").put("why", why);
    return "refused: " + why;
  }

  private List<Publication> birth(StationBook station, JsonNode birth, Instant now)
      throws Malformed {
    String epoch = Told.required(birth, "epoch").asText();
    if (!epoch.matches("[0-9a-f]{16}")) throw new Malformed("epoch " + epoch);
    station.born(birth);
    var book = station.epoch(epoch).orElseThrow(() -> new Malformed("too many journal files"));
    compare(station, book, birth, now);
    feed.add(now, station.address, "birth", 0, "", "", "boot " + birth.path("boot").asLong(), "");
    return List.of(applied(station, book));
  }

  /**
   * What a birth tells of the journal, beside ours. One that comes after records that were sent
   * later tells of fewer, and all of these are ours; a journal that lost its end has at least the
   * record of its start behind what is left, and that one we do not have.
   */
  private void compare(StationBook station, EpochBook book, JsonNode birth, Instant now)
      throws Malformed {
    long recorded = Told.required(birth, "recorded").asLong();
    if (recorded < 0) throw new Malformed("recorded " + recorded);
    if (recorded > book.through()) return;
    String hash = Told.required(birth, "hash").asText();
    if (hex(book.hashAt(recorded)).equals(hash)) return;
    if (recorded == book.through()) {
      fork(station, book, recorded, now);
      return;
    }
    String words = "the station has " + recorded + " records, we have " + book.through();
    alarm(station, "went-back " + book.epoch(), words, now);
  }

  private void answer(StationBook station, JsonNode answer, Instant now) throws Malformed {
    String detail = answer.path("detail").asText("");
    var stage = new Order.Stage(Told.required(answer, "stage").asText(), detail, now);
    station.answered(Told.required(answer, "command").asText(), stage);
  }

  // Commands.

  /**
   * Orders something of a station.
   *
   * @param parameters {@code door} or {@code text}, as the action needs
   * @param signers at least one; the first is the one whose numbers count
   * @throws IllegalArgumentException where nobody signs
   */
  public List<Publication> order(
      Address address,
      String action,
      SortedMap<String, String> parameters,
      String reason,
      boolean override,
      List<Staff> signers,
      Instant now) {
    if (signers.isEmpty()) throw new IllegalArgumentException("nobody signs");
    var station = station(address);
    var first = signers.getFirst();
    var until = now.plus(COMMAND_LASTS);
    String id = ids.get();
    var json = JSON.createObjectNode();
    json.put("station", address.toString());
    json.put("id", id);
    json.put("seq", station.nextSequence(first.keyId()));
    json.put("notBefore", now.minusSeconds(30).truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("notAfter", until.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("policyVersion", rules.version());
    json.put("action", action);
    var named = json.putObject("parameters");
    parameters.forEach(named::put);
    json.put("reason", reason);
    json.put("override", override);
    var keys = signers.stream().map(s -> new Envelope.Signer(s.keyId(), s.key())).toList();
    station.sent(new Order(id, first.person(), action, parameters, reason, now, until, List.of()));
    changes++;
    return List.of(
        Publication.within(
            COMMAND_LASTS, address.topic("command"), Envelope.seal(COMMAND, json, keys)));
  }

  // What can be asked.

  public CentreBooks books() {
    return ledger.books();
  }

  public Rules rules() {
    return rules;
  }

  /** What is ordered for single items that come back. */
  public SortOrders sorting() {
    return sorting;
  }

  public Patrons patrons() {
    return patrons;
  }

  public List<Address> stations() {
    return List.copyOf(ledger.stations().keySet());
  }

  /** What is wrong with a station's messages, by a name for life: gaps, forks, unreadable ones. */
  public SortedMap<String, String> alarms(Address address) {
    return new TreeMap<>(station(address).alarms);
  }

  /** How far each journal file of a station is applied, in the order in which they began. */
  public List<Progress> progress(Address address) {
    return station(address).epochs().stream()
        .map(e -> new Progress(e.epoch(), e.through(), hex(e.lastHash()), e.refused()))
        .toList();
  }

  /**
   * @param refused records whose refusal the station has not journaled yet
   */
  public record Progress(
      String epoch, long through, String hash, SortedMap<Long, String> refused) {}

  /** What a station last said of itself, if it has said anything. */
  public Optional<JsonNode> status(Address address) {
    return Optional.ofNullable(station(address).status);
  }

  /** Whether a station counts as connected. */
  public boolean online(Address address) {
    var state = station(address).state;
    return state != null && state.path("state").asText().equals("online");
  }

  /** The commands sent to a station, oldest first. */
  public List<Order> orders(Address address) {
    return station(address).orders();
  }

  /** Counts whatever may change a picture of the centre. */
  long changes() {
    return changes;
  }

  StationBook station(Address address) {
    return ledger.stations().computeIfAbsent(address, StationBook::new);
  }

  /** What has arrived lately, newest last. */
  public List<Feed.Line> feed() {
    return feed.lines();
  }

  private Publication policyFor(Address address) {
    return Publication.kept(
        address.topic("policy"), Envelope.seal(POLICY, rules.json(address), List.of(signer)));
  }

  private void alarm(StationBook station, String name, String words, Instant now) {
    if (words.equals(station.alarms.put(name, words))) return;
    feed.add(now, station.address, "alarm", 0, "", "", name + ": " + words, "refused");
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toArray());
  }
}
