/** A time zone by what its clocks show. */
export type Zone = {
	/** Seconds that its clocks are ahead of UTC at a time, in seconds since 1970. */
	offsetAt(epochSeconds: number): number;
};
