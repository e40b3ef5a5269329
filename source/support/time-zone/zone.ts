/** A time zone. */
export type Zone = {
	/** Returns the offset from UTC in seconds at a time in seconds since 1970. */
	offsetAt(epochSeconds: number): number;
};
