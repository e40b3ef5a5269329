/** The memory in the detailed view, where panels have numbers, and in the compact view. */
export const detailedMemory = /[¹²³](?:MEM|Memory)/;
export const compactMemory = /^ MEM /m;
