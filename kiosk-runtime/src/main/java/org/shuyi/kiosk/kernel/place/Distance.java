package org.shuyi.kiosk.kernel.place;

/**
 * How far two points lie apart, in whole numbers: on the scale of a stop the earth is flat, and a
 * degree of longitude is as much shorter than one of latitude as the cosine says.
 */
final class Distance {
  /** A degree of latitude in metres, on a sphere of 6,371 km. */
  private static final long METRES_IN_DEGREE = 111_195;

  /** Millionths of a degree in a degree, over decimetres in a metre. */
  private static final long MILLIONTHS = 100_000;

  private static final long WHOLE_TURN = 360_000_000;
  private static final long HALF_TURN = 180_000_000;
  private static final long DEGREE = 1_000_000;
  private static final long TEN_THOUSAND = 10_000;

  /** Cosines of 0 to 90 degrees, in ten-thousandths. */
  private static final int[] COSINES = {
    10000, 9998, 9994, 9986, 9976, 9962, 9945, 9925, 9903, 9877, 9848, 9816, 9781, 9744, 9703, 9659,
    9613, 9563, 9511, 9455, 9397, 9336, 9272, 9205, 9135, 9063, 8988, 8910, 8829, 8746, 8660, 8572,
    8480, 8387, 8290, 8192, 8090, 7986, 7880, 7771, 7660, 7547, 7431, 7314, 7193, 7071, 6947, 6820,
    6691, 6561, 6428, 6293, 6157, 6018, 5878, 5736, 5592, 5446, 5299, 5150, 5000, 4848, 4695, 4540,
    4384, 4226, 4067, 3907, 3746, 3584, 3420, 3256, 3090, 2924, 2756, 2588, 2419, 2250, 2079, 1908,
    1736, 1564, 1392, 1219, 1045, 872, 698, 523, 349, 175, 0
  };

  private Distance() {}

  /** The square of the distance in decimetres; of far points only that they are far. */
  static long squared(int latitude, int longitude, int otherLatitude, int otherLongitude) {
    long north = decimetres(Math.abs((long) latitude - otherLatitude));
    long turn = Math.abs((long) longitude - otherLongitude);
    long east = decimetres(Math.min(turn, WHOLE_TURN - turn));
    east = east * cosine(otherLatitude) / TEN_THOUSAND;
    return north * north + east * east;
  }

  /** The square of so many metres, likewise. */
  static long squared(long metres) {
    return 100 * metres * metres;
  }

  private static long decimetres(long millionths) {
    return Math.min(millionths, HALF_TURN) * METRES_IN_DEGREE / MILLIONTHS;
  }

  /** Between two whole degrees the chord; wrong by less than a ten-thousandth. */
  private static long cosine(int latitude) {
    long size = Math.min(90 * DEGREE, Math.abs((long) latitude));
    int degree = (int) (size / DEGREE);
    if (degree == 90) return 0;
    long rest = size % DEGREE;
    return (COSINES[degree] * (DEGREE - rest) + COSINES[degree + 1] * rest) / DEGREE;
  }
}
