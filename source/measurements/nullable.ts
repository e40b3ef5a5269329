/** JSON has no `undefined`; what is absent is `null`, never 0. */
export const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

/** Two decimals carry all that was measured and keep the message short. */
export const rounded = (value: number | undefined): number | null =>
	value === undefined ? null : Math.round(value * 100) / 100;

/** A second's worth of bytes is a whole number. */
export const whole = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));
