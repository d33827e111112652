package org.shuyi.kiosk.kernel;

/** What becomes of the ultraviolet lamp without the kernel. */
public sealed interface UvEvent extends Event {
  /**
   * It was switched off, or not switched on, where it stands: nobody waits for the kernel there.
   */
  record LampOut(String why) implements UvEvent {}
}
