import {isFindingPath} from '../../alerts/rules/finding-path.js';
import type {AlertRule} from '../../alerts/rules/rule.js';
import type {Unit} from '../../measurements/unit.js';
import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import type {RuleResult} from './evaluate-once.js';

/** The result of a monitoring plugin. */
export type CheckResult = {
	/** 0 ok, 1 warning, 2 critical, 3 unknown. */
	readonly exitCode: 0 | 1 | 2 | 3;
	/** The output of a monitoring plugin: the status, the messages and, after a bar, the values with their thresholds. */
	readonly line: string;
};

/** The exit code without a result. */
export const unknownExitCode = 3;

const names = {0: 'OK', 1: 'WARNING', 2: 'CRITICAL', 3: 'UNKNOWN'} as const;
const maxMessages = 5;

/**
Returns the result of a check. CRITICAL precedes WARNING, and WARNING precedes UNKNOWN, see
https://nagios-plugins.org/doc/guidelines.html#PLUGOUTPUT. If there are rules on metrics and no metric of them has a value,
the absence of findings is not OK, but UNKNOWN.
*/
export function checkResult(rules: readonly AlertRule[], results: readonly RuleResult[]): CheckResult {
	const values = results.filter(({rule}) => !isFindingPath(rule.metric));
	const hasMetricRules = rules.some(({isEnabled, metric}) => isEnabled && !isFindingPath(metric));
	if (results.length === 0) {
		return unknownResult('no rule applies to this machine');
	}

	if (hasMetricRules && values.length === 0 && results.every(({level}) => level === undefined)) {
		return unknownResult('nothing was measured: no metric of the rules has a value');
	}

	const worst = [...results].sort((left, right) => severity(right) - severity(left));
	const exitCode = worst[0] ? (exitCodes[severity(worst[0])] ?? 3) : 3;
	const messages = worst.flatMap(({message}) => message ?? []);
	const text = [
		...messages.slice(0, maxMessages),
		...(messages.length > maxMessages ? [`and ${messages.length - maxMessages} more`] : []),
	].join(', ');
	const summary = text || (values.length === 0 ? 'no findings' : countOf(values.length, 'value'));
	const data = performance(values);
	return {
		exitCode,
		line: `MON-TUI ${names[exitCode]}: ${plain(summary)}${data === '' ? '' : ` | ${data}`}`,
	};
}

/** Returns the result of a check without results, with the reason. */
export function unknownResult(reason: string): CheckResult {
	return {exitCode: unknownExitCode, line: `MON-TUI ${names[unknownExitCode]}: ${plain(reason)}`};
}

/** Exit codes by severity. */
const exitCodes: readonly CheckResult['exitCode'][] = [0, 3, 1, 2];

function severity({level, value}: RuleResult): number {
	switch (level) {
		case 'CRITICAL':
			return 3;
		case 'WARNING':
			return 2;
		case undefined:
			return value === undefined ? 1 : 0;
	}
}

/**
Returns the performance data of values, once for each path: `'memory.percentage'=45.2%;80;90`. The severity of a finding is no
value.
*/
function performance(results: readonly RuleResult[]): string {
	const byPath = new Map<string, string>();
	for (const {rule, path, value} of results) {
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

/** Returns the range of good values in plugin syntax: `80` is 0 to 80, `20:` is 20 and more. */
function range(rule: AlertRule, level: 'warning' | 'critical'): string {
	const threshold = rule[level];
	if (threshold === undefined) {
		return '';
	}

	return rule.direction === 'above' ? String(threshold) : `${threshold}:`;
}

/** The units of performance data. Plugins support no others. */
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

/** Returns the text on one line and without bars, as a bar ends the text. */
function plain(text: string): string {
	return printableLine(text).replaceAll('|', '·');
}
