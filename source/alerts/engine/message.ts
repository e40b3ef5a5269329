import {isEventPath} from '../../measurements/event-path.js';
import {formatInterval} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import {formatAmount} from '../rules/amount.js';
import {isFindingPath} from '../rules/finding-path.js';
import {subjectOf} from '../rules/subject.js';
import type {Episode} from './episode.js';
import {eventAlertMs} from './observe.js';

/** The reason why an episode ended. */
export type Ending = 'recovered' | 'gone' | 'dropped';

/** Returns a message such as `Critical disk usage: 96.2% (threshold: 95.0%) on /data`. */
export function firingMessage(
	{rule, path, name, level, value}: Pick<Episode, 'rule' | 'path' | 'name' | 'level' | 'value'>,
	threshold: number,
): string {
	if (isEventPath(rule.metric)) {
		return `${sentenceOf(path, name)}${value > 1 ? ` (${value} times)` : ''}`;
	}

	if (isFindingPath(rule.metric)) {
		return sentenceOf(path, name);
	}

	const [subject, place] = subjectOf(rule.metric, path, name);
	const word = level === 'CRITICAL' ? 'Critical' : rule.direction === 'above' ? 'High' : 'Low';
	return `${word} ${subject}: ${amounts(formatAmount(value, rule.unit), formatAmount(threshold, rule.unit))}${place}`;
}

/** Returns a message such as `Memory usage is back to normal: 72.0% (threshold: 80.0%)`. */
export function clearedMessage({rule, path, name, value}: Episode, threshold: number, ending: Ending): string {
	if (isEventPath(rule.metric)) {
		const outcome = ending === 'dropped' ? 'No longer monitored' : `Not again for ${formatInterval(eventAlertMs)}`;
		return `${outcome}: ${sentenceOf(path, name)}`;
	}

	if (isFindingPath(rule.metric)) {
		return `${ending === 'dropped' ? 'No longer monitored' : 'Resolved'}: ${sentenceOf(path, name)}`;
	}

	const [subject, place] = subjectOf(rule.metric, path, name);
	const amount = formatAmount(value, rule.unit);
	// A metric path keeps its spelling.
	const start = subject.includes('.') ? subject : subject.charAt(0).toUpperCase() + subject.slice(1);
	switch (ending) {
		case 'recovered':
			return `${start} is back to normal: ${amounts(amount, formatAmount(threshold, rule.unit))}${place}`;
		case 'gone':
			return `${start} is no longer available (last value: ${amount})${place}`;
		case 'dropped':
			return `${start} is no longer monitored (last value: ${amount})${place}`;
	}
}

/** Returns the text of an event, or the sentence of a finding. */
function sentenceOf(path: string, name: string | undefined): string {
	return printableLine(name ?? path, maxText);
}

const maxText = 300;

function amounts(value: string, threshold: string): string {
	return `${value} (threshold: ${threshold})`;
}
