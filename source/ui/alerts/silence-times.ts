/** How long an alert can be silenced from the screen. */
export const silenceTimes = [
	{name: '15 minutes', forMs: 900_000},
	{name: '1 hour', forMs: 3_600_000},
	{name: '8 hours', forMs: 28_800_000},
	{name: 'no longer', forMs: 0},
] as const;
