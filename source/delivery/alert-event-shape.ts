import type {Alert, AlertEvent, AlertProcess} from '../alerts/alert.js';

type Check = (value: unknown) => boolean;

/** A check for every field: one that is added to the type is missed here by the compiler. */
type Shape<Whole> = {readonly [Key in keyof Whole]-?: Check};

const text: Check = value => typeof value === 'string';
const amount: Check = value => typeof value === 'number' && Number.isFinite(value);
const truth: Check = value => typeof value === 'boolean';
const oneOf =
	(...values: readonly string[]): Check =>
	value =>
		values.some(one => one === value);
const listOf =
	(check: Check): Check =>
	value =>
		Array.isArray(value) && value.every(check);
const shaped =
	<Whole>(shape: Shape<Whole>): Check =>
	value =>
		typeof value === 'object' &&
		value !== null &&
		Object.entries<Check>(shape).every(([key, check]) => check((value as Readonly<Record<string, unknown>>)[key]));

const alertShape: Shape<Alert> = {
	id: text,
	ruleId: text,
	timestampMs: amount,
	sinceMs: amount,
	durationMs: amount,
	component: text,
	metric: text,
	unit: text,
	value: amount,
	threshold: amount,
	level: oneOf('WARNING', 'CRITICAL'),
	message: text,
	range: shaped<Alert['range']>({min: amount, mean: amount, max: amount}),
	topProcesses: listOf(
		shaped<AlertProcess>({
			pid: amount,
			name: text,
			cpuPercent: value => value === undefined || amount(value),
			residentSetBytes: amount,
		}),
	),
	isAcknowledged: truth,
	isSilenced: truth,
	isNoData: truth,
	handlers: listOf(text),
};

const isShapedAsEvent = shaped<AlertEvent>({
	id: text,
	sequence: amount,
	kind: oneOf('raised', 'escalated', 'eased', 'repeated', 'cleared'),
	alert: shaped(alertShape),
	isSilenced: truth,
});

/** Whether JSON from a file, perhaps of another version or damaged, is an event that can be sent. */
export function isAlertEvent(value: unknown): value is AlertEvent {
	return isShapedAsEvent(value);
}
