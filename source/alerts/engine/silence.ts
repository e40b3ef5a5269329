import {isFindingPath, parseRulePath} from '../rules/finding-path.js';
import type {AlertRule} from '../rules/rule.js';
import {componentOf} from '../rules/subject.js';
import type {Episode} from './episode.js';

/** A silence: until its end, events of the target are recorded and displayed but not delivered. */
export type Silence = {
	/**
	An alert id, a rule id, a metric path (`disks[/data].percentage`, or `disks.percentage` for all disks), a finding
	(`disk.saturated`, or `finding disk.saturated[sda]` for one place), a component (`disk`), or `*` for all alerts.
	*/
	readonly target: string;
	/** Epoch milliseconds. */
	readonly untilMs: number;
};

export const maxSilences = 100;

/** Returns the silences with a target added or its end changed. A time in the past ends the silence. */
export function silence(silences: readonly Silence[], target: string, untilMs: number): readonly Silence[] {
	return [...silences.filter(other => other.target !== target), {target, untilMs}].slice(-maxSilences);
}

/** Returns both lists merged. For a target in both, `later` takes precedence. */
export function mergedSilences(earlier: readonly Silence[], later: readonly Silence[]): readonly Silence[] {
	return later.reduce((all, {target, untilMs}) => silence(all, target, untilMs), earlier);
}

/** Returns the silences that have not ended. */
export function activeSilences(silences: readonly Silence[], timestampMs: number): readonly Silence[] {
	return silences.every(({untilMs}) => untilMs > timestampMs)
		? silences
		: silences.filter(({untilMs}) => untilMs > timestampMs);
}

/** Returns whether a silence applies to a series or its alert. */
export function isSilenced(
	silences: readonly Silence[],
	{rule, path, id}: Pick<Episode, 'rule' | 'path'> & {readonly id: string | undefined},
): boolean {
	return silences.some(
		({target}) =>
			target === '*' ||
			target === id ||
			target === path ||
			target === rule.id ||
			target === componentOf(rule.metric, path) ||
			meansEach(target, rule, path),
	);
}

/** Returns whether a target is the metric path of all items with the shape of a rule, or of all places of a finding. */
function meansEach(target: string, {metric}: AlertRule, path: string): boolean {
	try {
		const each = parseRulePath(target);
		return isFindingPath(metric)
			? each.text === each.shape && (path === each.shape || path.startsWith(`${each.shape}[`))
			: each.selector === undefined && each.shape === metric.shape;
	} catch {
		// The target is an id.
		return false;
	}
}
