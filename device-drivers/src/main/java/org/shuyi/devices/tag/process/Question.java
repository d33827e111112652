package org.shuyi.devices.tag.process;

import org.shuyi.devices.Bytes;

/** What a program is asked; the README beside this has each as a line. */
sealed interface Question {
  record Ping() implements Question {}

  record Hello() implements Question {}

  /** Use this antenna from now on. */
  record Antenna(int antenna) implements Question {}

  /** One complete round. */
  record Inventory() implements Question {}

  record AboutTag(Bytes uid) implements Question {}

  record ReadBlocks(Bytes uid, int first, int count) implements Question {}

  record WriteBlocks(Bytes uid, int first, int blockSize, Bytes content) implements Question {}

  record AskAfi(Bytes uid) implements Question {}

  record WriteAfi(Bytes uid, int afi) implements Question {}

  record AskDsfid(Bytes uid) implements Question {}

  record WriteDsfid(Bytes uid, int dsfid) implements Question {}

  record SetEas(Bytes uid, boolean on) implements Question {}

  record AskAlarm(Bytes uid) implements Question {}

  /** The member {@code ask}, and {@code to} of its answer. */
  default String ask() {
    return switch (this) {
      case Ping() -> "ping";
      case Hello() -> "hello";
      case Antenna _ -> "antenna";
      case Inventory() -> "inventory";
      case AboutTag _ -> "tag";
      case ReadBlocks _ -> "read";
      case WriteBlocks _ -> "write";
      case AskAfi _ -> "afi";
      case WriteAfi _ -> "write-afi";
      case AskDsfid _ -> "dsfid";
      case WriteDsfid _ -> "write-dsfid";
      case SetEas _ -> "set-eas";
      case AskAlarm _ -> "alarm";
    };
  }

  /** The other members, in their order. */
  default String members() {
    return switch (this) {
      case Ping(), Inventory() -> "";
      case Hello() -> ",\"version\":" + ProgramCodec.VERSION;
      case Antenna(int antenna) -> ",\"antenna\":" + antenna;
      case AboutTag(Bytes uid) -> of(uid);
      case ReadBlocks(Bytes uid, int first, int count) ->
          of(uid) + ",\"first\":%d,\"count\":%d".formatted(first, count);
      case WriteBlocks(Bytes uid, int first, int size, Bytes content) ->
          of(uid)
              + ",\"first\":%d,\"blockSize\":%d,\"content\":\"%s\""
                  .formatted(first, size, content.hex());
      case AskAfi(Bytes uid) -> of(uid);
      case WriteAfi(Bytes uid, int afi) -> of(uid) + ",\"afi\":" + afi;
      case AskDsfid(Bytes uid) -> of(uid);
      case WriteDsfid(Bytes uid, int dsfid) -> of(uid) + ",\"dsfid\":" + dsfid;
      case SetEas(Bytes uid, boolean on) -> of(uid) + ",\"on\":" + on;
      case AskAlarm(Bytes uid) -> of(uid);
    };
  }

  private static String of(Bytes uid) {
    return ",\"uid\":\"" + uid.hex() + "\"";
  }

  /** Whether this can be the answer: to this question, about this tag, from this block. */
  default boolean isAnsweredBy(Reply reply) {
    if (!reply.to().equals(ask())) return false;
    return switch (this) {
      case Ping(), Hello(), Inventory() -> true;
      case Antenna(int antenna) -> reply.failed() || reply.number("antenna", 1, 16, 0) == antenna;
      case ReadBlocks(Bytes uid, int first, int count) ->
          reply.isAbout(uid) && reply.number("first", 0, 65_535, -1) == first;
      case WriteBlocks(Bytes uid, int first, int size, Bytes content) ->
          reply.isAbout(uid) && reply.number("first", 0, 65_535, -1) == first;
      case AboutTag(Bytes uid) -> reply.isAbout(uid);
      case AskAfi(Bytes uid) -> reply.isAbout(uid);
      case WriteAfi(Bytes uid, int afi) -> reply.isAbout(uid);
      case AskDsfid(Bytes uid) -> reply.isAbout(uid);
      case WriteDsfid(Bytes uid, int dsfid) -> reply.isAbout(uid);
      case SetEas(Bytes uid, boolean on) -> reply.isAbout(uid);
      case AskAlarm(Bytes uid) -> reply.isAbout(uid);
    };
  }
}
