package org.shuyi.kiosk.kernel.climate;

/** The state of this room: the air as last told, and what is switched for it. */
public record Climate(Air air, Turned fan, Turned heater) {
  public static Climate unheard(long since) {
    var off = new Turned(false, since);
    return new Climate(new Air.Unheard(), off, off);
  }

  /** What outlives a start: nothing, since the sensor says it anew and everything was off. */
  public Climate kept() {
    return unheard(0);
  }

  Climate with(Air next) {
    return new Climate(next, fan, heater);
  }
}
