import {findingIds} from '../../diagnosis/finding.js';
import {type Severity, severities} from '../../metrics/values/severity.js';
import {parseDuration} from '../../support/parse-duration.js';
import {createRule} from './create-rule.js';
import type {AlertRuleOptions} from './rule.js';

const examples =
	'memory.percentage>80, memory.percentage>80,90 for 30s, disks[/data].free<1GiB, event oom_kill or disk.saturated for 2m';

/** A path may contain an operator only inside its brackets. */
const pattern =
	/^([a-z_0-9]+(?:\[.+\])?(?:\.[a-z_0-9]+)*)\s*([<>])\s*([^\s,]*)(?:\s*,\s*([^\s,]+))?((?:\s+[a-z]+\s+\S+)*)$/is;

/** Without thresholds, the first event raises the alert. */
const eventPattern =
	/^(event\s+[a-z_]+(?:\[.+\])?)(?:\s*([<>])\s*([^\s,]*)(?:\s*,\s*([^\s,]+))?)?((?:\s+[a-z]+\s+\S+)*)$/is;

/** A rule on findings has no threshold. The word `finding` may be omitted. */
const findingPattern = /^(?:finding\s+)?(\*|[a-z]+\.[a-z_]+)(\[.+\])?((?:\s+[a-z]+\s+\S+)*)$/s;

/**
Parses a rule in one line: metric path, `>` or `<`, the WARNING threshold and, after a comma, the CRITICAL threshold
(`>,90` has only that one); then optionally `for`, `clear` and `cooldown` with their values: `memory.percentage>80,90
for 30s clear 70`. A rule on an event needs no threshold: `event oom_kill cooldown 10m`. A rule on a finding has
none, but optionally a minimum severity: `disk.saturated[sda] severity critical for 2m`.

Throws an error that names the problem.
*/
export function parseRule(text: string): AlertRuleOptions {
	const finding = parseFindingRule(text);
	if (finding) {
		return finding;
	}

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
		...parseWords(text, words.trim(), {for: 'forMs', clear: 'clear', cooldown: 'cooldownMs'}),
	};
	const {warning, critical, clear} = createRule(options);
	return {
		...options,
		...(warning !== undefined && {warning}),
		...(critical !== undefined && {critical}),
		...(options.clear !== undefined && {clear}),
	};
}

/** Returns `undefined` if the text is not a rule on findings. */
function parseFindingRule(text: string): AlertRuleOptions | undefined {
	const [, name, place = '', words = ''] = findingPattern.exec(text.trim()) ?? [];
	const hasPrefix = text.trim().startsWith('finding');
	if (name === undefined || !(hasPrefix || findingIds.some(id => id === name))) {
		return undefined;
	}

	const options: AlertRuleOptions = {
		metric: `finding ${name}${place}`,
		...parseWords(text, words.trim(), {severity: 'severity', for: 'forMs', cooldown: 'cooldownMs'}),
	};
	createRule(options);
	return options;
}

type WordKey = 'clear' | 'forMs' | 'cooldownMs' | 'severity';

function parseWords(text: string, words: string, keys: Readonly<Record<string, WordKey>>): Partial<AlertRuleOptions> {
	const settings: {forMs?: number; cooldownMs?: number; clear?: string; severity?: Severity} = {};
	for (const [, word = '', value = ''] of words.matchAll(/(\S+)\s+(\S+)/g)) {
		const key = Object.hasOwn(keys, word) ? keys[word] : undefined;
		if (key === undefined) {
			const [last, ...others] = Object.keys(keys).toReversed();
			throw new Error(
				`"${text}": unknown option "${word}"; ${'clear' in keys ? 'after the thresholds' : 'after the finding'}, ${others.toReversed().join(', ')} and ${last} are allowed`,
			);
		}

		if (settings[key] !== undefined) {
			throw new Error(`"${text}": ${word} is given twice`);
		}

		if (key === 'clear') {
			settings.clear = value;
			continue;
		}

		if (key === 'severity') {
			settings.severity = severityOf(text, value);
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

function severityOf(text: string, value: string): Severity {
	const severity = severities.find(one => one === value);
	if (severity === undefined) {
		throw new Error(`"${text}": "${value}" is not a severity; severities are ${severities.join(', ')}`);
	}

	return severity;
}
