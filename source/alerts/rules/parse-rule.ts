import {parseDuration} from '../../support/parse-duration.js';
import {createRule} from './create-rule.js';
import type {AlertRuleOptions} from './rule.js';

const examples = 'memory.percentage>80, memory.percentage>80,90 for 30s, disks[/data].free<1GiB or event oom_kill';

/** A path may contain an operator only inside its brackets. */
const pattern =
	/^([a-z_0-9]+(?:\[.+\])?(?:\.[a-z_0-9]+)*)\s*([<>])\s*([^\s,]*)(?:\s*,\s*([^\s,]+))?((?:\s+[a-z]+\s+\S+)*)$/is;

/** Without thresholds, the first event raises the alert. */
const eventPattern =
	/^(event\s+[a-z_]+(?:\[.+\])?)(?:\s*([<>])\s*([^\s,]*)(?:\s*,\s*([^\s,]+))?)?((?:\s+[a-z]+\s+\S+)*)$/is;

/**
Parses a rule in one line: metric path, `>` or `<`, the WARNING threshold and, after a comma, the CRITICAL threshold
(`>,90` has only that one); then optionally `for`, `clear` and `cooldown` with their values: `memory.percentage>80,90
for 30s clear 70`. A rule on an event needs no threshold: `event oom_kill cooldown 10m`.

Throws an error that names the problem.
*/
export function parseRule(text: string): AlertRuleOptions {
	const [, metric, operator, first, second, words = ''] =
		eventPattern.exec(text.trim()) ?? pattern.exec(text.trim()) ?? [];
	if (metric === undefined) {
		throw new Error(`"${text}" is not a valid alert rule; examples: ${examples}`);
	}

	if (first?.startsWith('=')) {
		throw new Error(`"${text}": write ${operator}, not ${operator}=`);
	}

	const options: AlertRuleOptions = {
		metric,
		below: operator === '<',
		...(first && {warning: first}),
		...(second !== undefined && {critical: second}),
		...parseWords(text, words.trim()),
	};
	const {warning, critical, clear} = createRule(options);
	return {
		...options,
		...(warning !== undefined && {warning}),
		...(critical !== undefined && {critical}),
		...(options.clear !== undefined && {clear}),
	};
}

function parseWords(text: string, words: string): Partial<AlertRuleOptions> {
	const settings: {forMs?: number; cooldownMs?: number; clear?: string} = {};
	for (const [, word = '', value = ''] of words.matchAll(/(\S+)\s+(\S+)/g)) {
		const key = word === 'clear' ? 'clear' : word === 'for' ? 'forMs' : word === 'cooldown' ? 'cooldownMs' : undefined;
		if (key === undefined) {
			throw new Error(`"${text}": unknown option "${word}"; after the thresholds, for, clear and cooldown are allowed`);
		}

		if (settings[key] !== undefined) {
			throw new Error(`"${text}": ${word} is given twice`);
		}

		if (key === 'clear') {
			settings.clear = value;
			continue;
		}

		const durationMs = parseDuration(value);
		if (durationMs === undefined) {
			throw new Error(`"${text}": "${value}" is not a duration; write 500ms, 30s, 5m or 1h`);
		}

		settings[key] = durationMs;
	}

	return settings;
}
