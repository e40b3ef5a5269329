import type {Finding, FindingId} from '../../diagnosis/finding.js';
import type {Process} from '../../metrics/snapshot.js';
import type {AlertProcess} from '../alert.js';
import {type FindingPath, isFindingPath, pathOfFinding, rankOf} from '../rules/finding-path.js';
import {type AlertRule, levelOf} from '../rules/rule.js';
import type {ObservedSeries} from './observed-series.js';

/** What other rules observe, by rule id. */
type OtherSeries = ReadonlyMap<string, readonly ObservedSeries[] | undefined>;

/** The rules that say the same as a finding, by the shapes of their paths. */
const sameAs: {readonly [Id in FindingId]?: readonly string[]} = {
	'disk.full': ['disks[].percentage', 'disks[].free', 'disks[].used'],
	'disk.inodes': ['disks[].inodes_percentage', 'disks[].inodes_free'],
	'disk.errors': ['event io_error', 'event filesystem_error'],
	'disk.read_only': ['event remounted_read_only'],
	'memory.low': ['memory.percentage', 'memory.available', 'memory.used'],
	'memory.oom_kill': ['event oom_kill'],
};

/** Rules whose alerts say the same as a finding, while a value is beyond their threshold. */
const impliedBy: {readonly [Id in FindingId]?: readonly string[]} = {
	'memory.pressure': ['memory.percentage', 'memory.available', 'memory.used'],
	'memory.swapping': ['memory.percentage', 'memory.available', 'memory.used'],
};

/** Returns one series for each finding that a rule matches; the worst if several have the same path. */
export function findingSeries(
	metric: FindingPath,
	findings: readonly Finding[],
	rules: readonly AlertRule[],
	others: OtherSeries,
): readonly ObservedSeries[] {
	const byPath = new Map<string, ObservedSeries>();
	for (const finding of findings) {
		const path = pathOfFinding(finding);
		const value = rankOf(finding.severity);
		if (metric.matches(finding) && value > (byPath.get(path)?.value ?? 0)) {
			byPath.set(path, {
				path,
				name: finding.sentence,
				value,
				finding,
				isCovered: metric.finding === undefined && isCovered(finding, rules, others),
			});
		}
	}

	return [...byPath.values()];
}

/**
Returns whether another rule is about a finding, so that a rule for all findings does not raise a second alert. A rule that is
not enabled counts: it says that no alert is desired.
*/
function isCovered(finding: Finding, rules: readonly AlertRule[], others: OtherSeries): boolean {
	const {id, where} = finding;
	return rules.some(({id: ruleId, metric, ...rule}) => {
		if (isFindingPath(metric)) {
			return metric.finding !== undefined && metric.matches(finding);
		}

		const {shape, selector, text} = metric;
		if (sameAs[id]?.includes(shape)) {
			// The subject of an event is only in its text.
			return selector === undefined ? !/\[[^*]/.test(text) : selector === where;
		}

		return (
			impliedBy[id]?.includes(shape) === true &&
			(others.get(ruleId) ?? []).some(({value}) => value !== undefined && levelOf({id: ruleId, metric, ...rule}, value))
		);
	});
}

const maxListed = 5;

/** Returns the processes that cause a finding. Groups, and processes that are counted together, have no process ID. */
export function culpritProcesses(
	{culprits}: Finding,
	processes: readonly Process[] | undefined,
): readonly AlertProcess[] {
	return culprits
		.flatMap(({pid, name, share}) => {
			const process = processes?.find(one => one.pid === pid);
			return pid === undefined
				? []
				: [{pid, name, cpuPercent: process?.cpuPercent, residentSetBytes: process?.residentSetBytes, share}];
		})
		.slice(0, maxListed);
}
