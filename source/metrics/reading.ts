export const absentStates = ['pending', 'stale', 'timeout', 'error', 'unsupported', 'asleep', 'disabled'] as const;

/** Why there is no value. */
export type AbsentState = (typeof absentStates)[number];

/** No value: in which way, and why, in words. */
export type Absent = {readonly state: AbsentState; readonly reason?: string};

/**
What is known of one metric at this moment. Missing is never zero. `gaps` says why parts of a value are missing that should
be there, by their names on the wire.
*/
export type Reading<Value> =
	| {readonly state: 'ok'; readonly value: Value; readonly gaps?: Readonly<Record<string, string>>}
	| Absent;

export const pending: Absent = {state: 'pending'};
export const disabled: Absent = {state: 'disabled'};

/** The value, or `undefined` when there is none, whatever the reason. */
export function known<Value>(reading: Reading<Value> | undefined): Value | undefined {
	return reading?.state === 'ok' ? reading.value : undefined;
}
