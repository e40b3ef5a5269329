import {numbers} from '../measurements/numbers.js';
import type {Alert} from './alert.js';
import {formatAmount} from './rules/amount.js';

/** Parts of a short text about an alert: `disk usage`, `/data`, `96.2% > 95.0%`. */
export type AlertParts = {
	readonly subject: string;
	/** Item of a list, such as a mount; `undefined` for a value of the whole machine. */
	readonly place: string | undefined;
	/** Value and threshold. */
	readonly amounts: string;
};

/** Returns the parts of an alert; `undefined` for an event or a finding, of which only the message says what it is. */
export function alertParts({metric, value, threshold, unit}: Alert): AlertParts | undefined {
	const [, head, place, keys] = /^([a-z_0-9]+)(?:\[(.+)\])?((?:\.[a-z_0-9]+)*)$/s.exec(metric) ?? [];
	const subject = numbers.get(`${head}${place === undefined ? '' : '[]'}${keys}`)?.title;
	if (subject === undefined) {
		return undefined;
	}

	const relation = value > threshold ? '>' : value < threshold ? '<' : '=';
	return {subject, place, amounts: `${formatAmount(value, unit)} ${relation} ${formatAmount(threshold, unit)}`};
}
