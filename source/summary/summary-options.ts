export type SummaryOptions = {
	/** Whether levels are coloured. */
	readonly hasColor: boolean;
	/** Draw tables with ASCII characters alone. */
	readonly isAscii: boolean;
};
