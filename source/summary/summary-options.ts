/** Options for formatting text. All are optional. */
export type SummaryOptions = {
	/** Whether levels are coloured. @default false */
	readonly hasColor?: boolean;
	/** Whether to use only ASCII characters. @default false */
	readonly isAscii?: boolean;
};
