import type {CollectorReport, ExportReport, HandlerReport, HealthReport} from '../../health/report.js';
import {absent} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, type Span, span} from '../drawing/line.js';
import {okSpan} from './ok-span.js';
import {type Column, drawTable} from './table.js';

/** A metric without a value. */
export type AbsentMetric = Pick<CollectorReport, 'name' | 'state' | 'reason'>;

/** Draws the collectors with their durations and failures. */
export function collectorTable(collectors: readonly CollectorReport[], width: number, glyphs: Glyphs): readonly Line[] {
	const columns: readonly Column<CollectorReport>[] = [
		{head: 'state', isText: true, rank: 0, cell: one => stateSpan(one, glyphs)},
		{head: 'every s', rank: 8, cell: ({cadenceMs}) => span(String(cadenceMs / 1000), 'muted')},
		{head: 'last ms', rank: 1, cell: ({lastDurationMs}) => duration(lastDurationMs)},
		{head: 'p95 ms', rank: 7, cell: ({durations}) => duration(durations?.p95Ms)},
		{head: 'max ms', rank: 2, cell: ({durations}) => duration(durations?.maxMs)},
		{head: 'done', rank: 5, cell: ({successes}) => count(successes)},
		{head: 'failed', rank: 3, cell: ({failures}) => count(failures, 'warning')},
		{head: 'timeout', rank: 4, cell: ({timeouts}) => count(timeouts, 'warning')},
		{head: 'skipped', rank: 6, cell: ({skipped}) => count(skipped, 'warning')},
	];
	return drawTable({title: 'Collectors', columns, rows: collectors, noteOf: collectorNote}, width);
}

/** Draws the metrics that a remote machine or recording has no value for. */
export function absentTable(metrics: readonly AbsentMetric[], width: number, glyphs: Glyphs): readonly Line[] {
	const columns: readonly Column<AbsentMetric>[] = [
		{head: 'state', isText: true, rank: 0, cell: one => stateSpan(one, glyphs)},
	];
	const noteOf = (metric: AbsentMetric): Span | undefined => collectorNote({...metric, lastError: undefined});
	return metrics.length === 0 ? [] : drawTable({title: 'Not measured', columns, rows: metrics, noteOf}, width);
}

/** Draws the notification handlers. */
export function handlerTable(handlers: readonly HandlerReport[], width: number, glyphs: Glyphs): readonly Line[] {
	const columns: readonly Column<HandlerReport>[] = [
		{
			head: 'state',
			isText: true,
			rank: 0,
			cell: ({isEnabled, lastError}) =>
				lastError === undefined
					? isEnabled
						? okSpan(glyphs)
						: span('off', 'muted')
					: span(`${glyphs.warning} failing`, 'warning'),
		},
		{head: 'queued', rank: 1, cell: ({queued}) => count(queued)},
		{head: 'handled', rank: 4, cell: ({handled}) => count(handled)},
		{head: 'failed', rank: 2, cell: ({failed}) => count(failed, 'warning')},
		{head: 'dead', rank: 3, cell: ({dead}) => count(dead, 'critical')},
	];
	const noteOf = ({lastError}: HandlerReport): Span | undefined =>
		lastError === undefined ? undefined : span(lastError, 'warning');
	return handlers.length === 0 ? [] : drawTable({title: 'Handlers', columns, rows: handlers, noteOf}, width);
}

/** Draws the files and databases that samples are recorded to. */
export function exportTable({export: files, databases}: HealthReport, width: number): readonly Line[] {
	const columns: readonly Column<ExportReport & {readonly name: string}>[] = [
		{head: 'written', rank: 1, cell: ({written}) => count(written)},
		{head: 'waiting', rank: 0, cell: ({waiting}) => count(waiting, waiting > 1 ? 'warning' : 'text')},
		{head: 'lost', rank: 2, cell: ({lost}) => count(lost, 'critical')},
	];
	const rows = [
		...(files ? [{name: 'files', ...files}] : []),
		...databases.map(({place, ...counts}) => ({name: place, ...counts})),
	];
	return rows.length === 0 ? [] : drawTable({title: 'Recording', columns, rows, noteOf: () => undefined}, width);
}

function stateSpan({state}: Pick<CollectorReport, 'state'>, glyphs: Glyphs): Span {
	switch (state) {
		case 'ok':
			return okSpan(glyphs);
		case 'error':
		case 'timeout':
			return span(`${glyphs.critical} ${state}`, 'critical');
		case 'stale':
			return span(`${glyphs.warning} stale`, 'warning');
		case 'pending':
		case 'unsupported':
		case 'asleep':
		case 'disabled':
			return span(state, 'muted');
		default:
			return state satisfies never;
	}
}

/** Returns why there is no value or, where there is one, the last error. */
function collectorNote({
	state,
	reason,
	lastError,
}: AbsentMetric & Pick<CollectorReport, 'lastError'>): Span | undefined {
	const isTrouble = state === 'error' || state === 'timeout' || state === 'stale';
	if (reason !== undefined) {
		return span(reason, isTrouble ? 'warning' : 'muted');
	}

	return lastError === undefined ? undefined : span(`last error: ${lastError}`, 'muted');
}

function duration(milliseconds: number | undefined): Span {
	if (milliseconds === undefined) {
		return span(absent, 'muted');
	}

	return span(milliseconds < 100 ? milliseconds.toFixed(milliseconds < 10 ? 2 : 1) : String(Math.round(milliseconds)));
}

const million = 1e6;

/** Formats a count, with `role` when it is above zero. Millions are shortened to keep the column narrow. */
function count(value: number, role: Span['role'] = 'text'): Span {
	const text = value < million ? String(value) : `${(value / million).toFixed(1)}M`;
	return value === 0 ? span(text, 'muted') : span(text, role);
}
