import {parseMetricPath} from '../../measurements/metric-path.js';
import {componentOf} from '../rules/subject.js';
import type {Episode} from './episode.js';

/** What is found is recorded and shown, and nobody is told, until then. */
export type Silence = {
	/**
	An alert's id, a rule's id, a metric (`disks[/data].percentage`, or `disks.percentage` for each), a component (`disk`),
	or `*`.
	*/
	readonly target: string;
	/** Epoch milliseconds. */
	readonly untilMs: number;
};

export const maxSilences = 100;

/** With one more target, or another end for it. A time that is over ends the silence. */
export function silence(silences: readonly Silence[], target: string, untilMs: number): readonly Silence[] {
	return [...silences.filter(other => other.target !== target), {target, untilMs}].slice(-maxSilences);
}

/** Both, of which the later ones count. */
export function mergedSilences(earlier: readonly Silence[], later: readonly Silence[]): readonly Silence[] {
	return later.reduce((all, {target, untilMs}) => silence(all, target, untilMs), earlier);
}

/** Without those that are over. */
export function activeSilences(silences: readonly Silence[], timestampMs: number): readonly Silence[] {
	return silences.every(({untilMs}) => untilMs > timestampMs)
		? silences
		: silences.filter(({untilMs}) => untilMs > timestampMs);
}

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
			target === componentOf(rule.metric) ||
			meansEach(target, rule.metric.shape),
	);
}

/** Whether a target is the path of every item that has this shape. */
function meansEach(target: string, shape: string): boolean {
	try {
		const path = parseMetricPath(target);
		return path.selector === undefined && path.shape === shape;
	} catch {
		// An id, which is no path.
		return false;
	}
}
