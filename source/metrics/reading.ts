export const absentStates = ['pending', 'stale', 'timeout', 'error', 'unsupported', 'asleep', 'disabled'] as const;

/** The state of a metric without a value. */
export type AbsentState = (typeof absentStates)[number];

/** A missing value: its state and its reason. */
export type Absent = {readonly state: AbsentState; readonly reason?: string};

/**
The current reading of a metric: a value, or the reason why it is missing. A missing value is never zero. `gaps` has the
reasons for missing parts of a value, by their names on the wire.
*/
export type Reading<Value> =
	| {readonly state: 'ok'; readonly value: Value; readonly gaps?: Readonly<Record<string, string>>}
	| Absent;

export const pending: Absent = {state: 'pending'};
export const disabled: Absent = {state: 'disabled'};

/** Returns the value of a reading, or `undefined` when it is missing for any reason. */
export function known<Value>(reading: Reading<Value> | undefined): Value | undefined {
	return reading?.state === 'ok' ? reading.value : undefined;
}
