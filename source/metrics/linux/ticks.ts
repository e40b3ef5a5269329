/** USER_HZ, which is 100 on all platforms that Node.js supports. */
export const ticksPerSecond = 100;
