import {amount, listOf, oneOf, optional, type Shape, shaped, text, truth} from '../../support/shape.js';
import {type Alert, type AlertEvent, type AlertProcess, alertEventKinds, alertLevels} from '../alert.js';

export const isAlertLevel = oneOf(...alertLevels);

export const isAlertProcess = shaped<AlertProcess>({
	pid: amount,
	name: text,
	cpuPercent: optional(amount),
	residentSetBytes: amount,
});

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
	level: isAlertLevel,
	message: text,
	range: shaped<Alert['range']>({min: amount, mean: amount, max: amount}),
	topProcesses: listOf(isAlertProcess),
	isAcknowledged: truth,
	isSilenced: truth,
	isNoData: truth,
	handlers: listOf(text),
};

export const isAlert = shaped(alertShape);

const isShapedAsEvent = shaped<AlertEvent>({
	id: text,
	sequence: amount,
	kind: oneOf(...alertEventKinds),
	alert: isAlert,
	isSilenced: truth,
});

/** Whether JSON from a file, perhaps of another version or damaged, is an event that can be sent. */
export function isAlertEvent(value: unknown): value is AlertEvent {
	return isShapedAsEvent(value);
}
