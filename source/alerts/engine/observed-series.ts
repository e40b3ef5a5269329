import type {Finding} from '../../diagnosis/finding.js';

/** The value of one series that a rule evaluates. */
export type ObservedSeries = {
	/** Complete metric path. */
	readonly path: string;
	/** Name of the item in its list, such as a mount point. */
	readonly name: string | undefined;
	/** `undefined` while the value is unknown. */
	readonly value: number | undefined;
	/** The finding of a rule on findings. */
	readonly finding?: Finding;
	/** Whether another rule is about the finding: it raises no alert. */
	readonly isCovered?: boolean;
};
