import {formatAmount} from '../rules/amount.js';
import {subjectOf} from '../rules/subject.js';
import type {Episode} from './episode.js';

/** Why an episode ended. */
export type Ending = 'recovered' | 'gone' | 'dropped';

/** `High memory usage: 85.5% (threshold: 80.0%)`, `Critical disk usage: 96.2% (threshold: 95.0%) on /data`. */
export function firingMessage(
	{rule, path, name, level, value}: Pick<Episode, 'rule' | 'path' | 'name' | 'level' | 'value'>,
	threshold: number,
): string {
	const [subject, place] = subjectOf(rule.metric, path, name);
	const word = level === 'CRITICAL' ? 'Critical' : rule.direction === 'above' ? 'High' : 'Low';
	return `${word} ${subject}: ${amounts(formatAmount(value, rule.unit), formatAmount(threshold, rule.unit))}${place}`;
}

/** `Memory usage is back to normal: 72.0% (threshold: 80.0%)`. */
export function clearedMessage({rule, path, name, value}: Episode, threshold: number, ending: Ending): string {
	const [subject, place] = subjectOf(rule.metric, path, name);
	const amount = formatAmount(value, rule.unit);
	// A path is spelt as it is.
	const start = subject.includes('.') ? subject : subject.charAt(0).toUpperCase() + subject.slice(1);
	switch (ending) {
		case 'recovered':
			return `${start} is back to normal: ${amounts(amount, formatAmount(threshold, rule.unit))}${place}`;
		case 'gone':
			return `${start} is no longer there, last ${amount}${place}`;
		case 'dropped':
			return `${start} is no longer watched, last ${amount}${place}`;
	}
}

function amounts(value: string, threshold: string): string {
	return `${value} (threshold: ${threshold})`;
}
