package org.shuyi.sim.soak;

/** How somebody who comes gets to the cabinet. */
interface Entry {
  /** From the street, through no door. */
  Entry FROM_THE_STREET =
      new Entry() {
        @Override
        public void comes(Visitor visitor, Runnable then) {
          then.run();
        }

        @Override
        public void begin() {}

        @Override
        public void goHome() {}
      };

  /**
   * @param then what they do when they stand before the cabinet; never, where they do not get there
   */
  void comes(Visitor visitor, Runnable then);

  /** People come. */
  void begin();

  /** Nobody more comes, and whoever is there goes. */
  void goHome();
}
