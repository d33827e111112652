package org.shuyi.kiosk.ils;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.ils.Sip2Message.Field;

/** The messages that the station says, and what answers them. */
final class Sip2Talk {
  /** Four blanks say that it is local time. */
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'    'HHmmss");

  private Sip2Talk() {}

  static Sip2Message login(Sip2Config config) {
    var fields = new ArrayList<Field>();
    fields.add(new Field("CN", config.login().user()));
    fields.add(new Field("CO", config.login().password()));
    if (!config.location().isEmpty()) fields.add(new Field("CP", config.location()));
    return Sip2Message.of("93", "00", fields.toArray(Field[]::new));
  }

  /** Well, without a printer whose width matters, 2.00. */
  static Sip2Message status() {
    return Sip2Message.of("99", "0" + "000" + "2.00");
  }

  static Sip2Message of(IlsCommand command, Sip2Config config) {
    String now = date(command.at());
    var institution = new Field("AO", config.institution());
    var item = new Field("AB", command.item());
    var terminal = new Field("AC", "");
    return switch (command) {
      // No renewal by the way, no block, and no due date of ours.
      case IlsCommand.Lend lend ->
          Sip2Message.of(
              "11",
              "NN" + now + now,
              institution,
              new Field("AA", lend.patron()),
              item,
              terminal,
              new Field("BO", "N"),
              new Field("BI", "N"));
      case IlsCommand.Return back ->
          Sip2Message.of(
              "09",
              "N" + now + now,
              new Field("AP", config.location()),
              institution,
              item,
              terminal,
              new Field("BI", "N"));
    };
  }

  private static String date(LocalDateTime at) {
    return DATE.format(at);
  }

  /** The code of the answer to a message. */
  static String answerTo(Sip2Message asked) {
    return switch (asked.code()) {
      case "93" -> "94";
      case "99" -> "98";
      case "11" -> "12";
      case "09" -> "10";
      default -> throw new IllegalStateException("nobody asks " + asked.code());
    };
  }

  /** Empty where the answer is about another item, or says nothing that the protocol knows. */
  static Optional<IlsNotice> notice(IlsCommand asked, Sip2Message answer) {
    if (!answer.field("AB").map(String::strip).equals(Optional.of(asked.item().strip()))) {
      return Optional.empty();
    }
    return switch (asked) {
      case IlsCommand.Lend lend ->
          isKnown(answer, List.of("10", "YN", "YNU", "YNU"))
              ? Optional.of(
                  new IlsNotice.Lent(lend.ask(), answer.flag(0) == '1', answer.flag(3) == 'Y'))
              : Optional.empty();
      case IlsCommand.Return back ->
          isKnown(answer, List.of("10", "YN", "YNU", "YN"))
              ? Optional.of(
                  new IlsNotice.Returned(
                      back.ask(),
                      answer.flag(0) == '1',
                      answer.flag(1) == 'Y',
                      answer.flag(3) == 'Y'))
              : Optional.empty();
    };
  }

  /** Whether each flag is one of those that the protocol has there. */
  private static boolean isKnown(Sip2Message answer, List<String> flags) {
    for (int i = 0; i < flags.size(); i++) {
      if (flags.get(i).indexOf(answer.flag(i)) < 0) return false;
    }
    return true;
  }
}
