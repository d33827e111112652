package org.shuyi.devices.tag;

/** What not every tag reader can do; the contract of the port holds each to what it says it can. */
public enum TagAbility {
  /** It writes an AFI and reads it back. */
  AFI,

  /** It writes the EAS bit, and asks for the alarm to see what became of it. */
  EAS,

  /** It writes blocks and the DSFID, and reads them back. */
  CONTENTS,

  /** It tells a tag's DSFID. */
  DSFID,

  /** It has more antennas than one. */
  ANTENNAS
}
