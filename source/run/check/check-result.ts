import type {AlertRule} from '../../alerts/rules/rule.js';
import type {Unit} from '../../measurements/unit.js';
import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import type {Finding} from './judge-once.js';

/** What a monitoring plugin tells. */
export type CheckResult = {
	/** 0 ok, 1 warning, 2 critical, 3 unknown. */
	readonly exitCode: 0 | 1 | 2 | 3;
	/** As monitoring plugins print it: status, what is wrong, and behind a bar the values with their thresholds. */
	readonly line: string;
};

const names = {0: 'OK', 1: 'WARNING', 2: 'CRITICAL', 3: 'UNKNOWN'} as const;
const maxMessages = 5;

/** https://nagios-plugins.org/doc/guidelines.html#PLUGOUTPUT: critical counts more than warning, warning than unknown. */
export function checkResult(findings: readonly Finding[]): CheckResult {
	const worst = [...findings].sort((left, right) => severity(right) - severity(left));
	const exitCode = worst[0] ? (exitCodes[severity(worst[0])] ?? 3) : 3;
	const messages = worst.flatMap(({message}) => message ?? []);
	const text = [
		...messages.slice(0, maxMessages),
		...(messages.length > maxMessages ? [`and ${messages.length - maxMessages} more`] : []),
	].join(', ');
	const summary =
		text || (findings.length === 0 ? 'there is no rule for this machine' : countOf(findings.length, 'value'));
	const values = performance(findings);
	return {
		exitCode,
		line: `MON-TUI ${names[exitCode]}: ${plain(summary)}${values === '' ? '' : ` | ${values}`}`,
	};
}

/** The line for a check that came to nothing, and why. */
export function unknownResult(reason: string): CheckResult {
	return {exitCode: 3, line: `MON-TUI ${names[3]}: ${plain(reason)}`};
}

/** By severity. */
const exitCodes: readonly CheckResult['exitCode'][] = [0, 3, 1, 2];

function severity({level, value}: Finding): number {
	switch (level) {
		case 'CRITICAL':
			return 3;
		case 'WARNING':
			return 2;
		case undefined:
			return value === undefined ? 1 : 0;
	}
}

/** `'memory.percentage'=45.2%;80;90`, once for each path. */
function performance(findings: readonly Finding[]): string {
	const byPath = new Map<string, string>();
	for (const {rule, path, value} of findings) {
		if (value !== undefined && !byPath.has(path)) {
			const label = plain(path).replaceAll('=', '_').replaceAll("'", "''");
			byPath.set(
				path,
				`'${label}'=${value}${suffixes[rule.unit]};${range(rule, 'warning')};${range(rule, 'critical')}`,
			);
		}
	}

	return [...byPath.values()].join(' ');
}

/** The plugins' way to say where good values end: `80` is 0 to 80, `20:` is 20 and more. */
function range(rule: AlertRule, level: 'warning' | 'critical'): string {
	const threshold = rule[level];
	if (threshold === undefined) {
		return '';
	}

	return rule.direction === 'above' ? String(threshold) : `${threshold}:`;
}

/** The only units that plugins know. */
const suffixes: {readonly [Name in Unit]: string} = {
	percent: '%',
	corePercent: '%',
	bytes: 'B',
	seconds: 's',
	milliseconds: 'ms',
	bytesPerSecond: '',
	perSecond: '',
	celsius: '',
	watts: '',
	megahertz: '',
	megabitsPerSecond: '',
	number: '',
};

/** On one line, and without the bar that ends the text. */
function plain(text: string): string {
	return printableLine(text).replaceAll('|', '·');
}
