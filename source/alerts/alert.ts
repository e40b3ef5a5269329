export type AlertLevel = 'WARNING' | 'CRITICAL';

/** A rule that is broken now. */
export type Alert = {
	/** Of the episode: the same from raising to clearing. */
	readonly id: string;
	/** Epoch milliseconds of the latest judgement. */
	readonly timestampMs: number;
	/** Epoch milliseconds since which the episode lasts. */
	readonly sinceMs: number;
	/** `memory`, `disk`, `processor`, … */
	readonly component: string;
	/** The number judged, as a place in the JSON message: `disks[/data].percentage`. */
	readonly metric: string;
	readonly value: number;
	readonly threshold: number;
	readonly level: AlertLevel;
	readonly message: string;
};

export type AlertEventKind = 'raised' | 'escalated' | 'eased' | 'repeated' | 'cleared';

/** What changed in one turn. */
export type AlertEvent = {readonly kind: AlertEventKind; readonly alert: Alert};
