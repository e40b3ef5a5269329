/** The memory in the detailed view, where panels have numbers, and in the compact view. */
export const detailedMemory = /[¹²³](?:MEM|Memory)/;
export const compactMemory = /^ MEM /m;

/** The share of a process, which comes with the second frame, the last one for a while. */
export const withShares = /^ +\d+ \S+ +\d+\.\d /m;
