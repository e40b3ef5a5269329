/** How text is drawn. All of it is optional. */
export type SummaryOptions = {
	/** Whether levels are coloured. @default false */
	readonly hasColor?: boolean;
	/** Draw with ASCII characters alone. @default false */
	readonly isAscii?: boolean;
};
