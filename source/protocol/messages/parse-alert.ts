import {type Alert, type AlertEvent, type AlertProcess, alertEventKindOf, alertLevels} from '../../alerts/alert.js';
import {unitNames} from '../../measurements/unit.js';
import {
	type Fields,
	flag,
	number,
	optionalChoice,
	optionalList,
	optionalNumber,
	optionalObject,
	optionalText,
	required,
	text,
	time,
} from '../../support/fields.js';

/** Parses an alert. Throws if a part without default is missing. Messages do not contain the names of handlers. */
export function parseAlert(alert: Fields): Alert {
	const value = number(alert, 'value');
	const range = optionalObject(alert, 'range');
	const timestampMs = time(alert, 'timestamp');
	const sinceMs = time(alert, 'since');
	return {
		id: text(alert, 'id'),
		ruleId: optionalText(alert, 'rule') ?? '',
		timestampMs,
		sinceMs,
		durationMs: Math.round((optionalNumber(alert, 'duration') ?? (timestampMs - sinceMs) / 1000) * 1000),
		component: text(alert, 'component'),
		metric: text(alert, 'metric'),
		unit: optionalChoice(alert, 'unit', unitNames) ?? 'number',
		value,
		threshold: number(alert, 'threshold'),
		level: required(optionalChoice(alert, 'level', alertLevels), 'level'),
		message: text(alert, 'message'),
		range: range
			? {min: number(range, 'min'), mean: number(range, 'mean'), max: number(range, 'max')}
			: {min: value, mean: value, max: value},
		topProcesses: (optionalList(alert, 'top_processes') ?? []).map(parseProcess),
		isAcknowledged: flag(alert, 'acknowledged'),
		isSilenced: flag(alert, 'silenced'),
		isNoData: flag(alert, 'no_data'),
		handlers: [],
	};
}

export function parseEvent(event: Fields): AlertEvent {
	return {
		id: text(event, 'id'),
		sequence: number(event, 'seq'),
		kind: required(alertEventKindOf(event.event), 'event'),
		isSilenced: flag(event, 'silenced'),
		alert: parseAlert(required(optionalObject(event, 'alert'), 'alert')),
	};
}

function parseProcess(process: Fields): AlertProcess {
	const share = optionalText(process, 'share');
	return {
		pid: number(process, 'pid'),
		name: text(process, 'name'),
		cpuPercent: optionalNumber(process, 'cpu_percent'),
		residentSetBytes: optionalNumber(process, 'memory'),
		...(share !== undefined && {share}),
	};
}
