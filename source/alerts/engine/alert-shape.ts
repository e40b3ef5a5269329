import {unitNames} from '../../measurements/unit.js';
import {choice, flag, kind, list, number, object, optional, text} from '../../support/reader.js';
import {type Alert, type AlertEvent, type AlertProcess, alertEventKindOf, alertLevels} from '../alert.js';

export const anAlertLevel = choice(alertLevels);

export const anAlertProcess = object<AlertProcess>({
	pid: number,
	name: text,
	cpuPercent: optional(number),
	residentSetBytes: optional(number),
	share: optional(text),
});

export const anAlert = object<Alert>({
	id: text,
	ruleId: text,
	timestampMs: number,
	sinceMs: number,
	durationMs: number,
	component: text,
	metric: text,
	unit: choice(unitNames),
	value: number,
	threshold: number,
	level: anAlertLevel,
	message: text,
	range: object<Alert['range']>({min: number, mean: number, max: number}),
	topProcesses: list(anAlertProcess),
	isAcknowledged: flag,
	isSilenced: flag,
	isNoData: flag,
	handlers: list(text),
});

/** Reads an alert event from a file, which may be damaged or written by another version. */
export const anAlertEvent = object<AlertEvent>({
	id: text,
	sequence: number,
	kind: kind('a kind of event', alertEventKindOf),
	alert: anAlert,
	isSilenced: flag,
});
