import type {Finding} from '../../diagnosis/finding.js';
import {isMeasured} from '../../diagnosis/measured.js';
import {isEventPath} from '../../measurements/event-path.js';
import type {MetricPlace} from '../../measurements/metric-path.js';
import {isSectionName, sections, sectionsOf} from '../../measurements/sections.js';
import {known} from '../../metrics/reading.js';
import type {Process, Snapshot} from '../../metrics/snapshot.js';
import {fieldsOf, flag, numberOf, optionalNumber, textOf} from '../../support/fields.js';
import {isFindingPath, partsOfPath} from '../rules/finding-path.js';
import {type AlertRule, lowerThreshold} from '../rules/rule.js';
import {findingSeries} from './observe-findings.js';
import type {ObservedSeries} from './observed-series.js';

/** The values that the rules evaluate at one moment. */
export type Observation = {
	/** Epoch milliseconds, for timestamps and the ends of silences. */
	readonly timestampMs: number;
	/** Monotonic milliseconds, for durations. */
	readonly monotonicMs: number;
	readonly intervalMs: number;
	/**
	The observed series by rule id. A series that is not listed does not exist, for example because its disk is unmounted
	or the machine does not have the metric. `undefined` when it is unknown which series exist.
	*/
	readonly series: ReadonlyMap<string, readonly ObservedSeries[] | undefined>;
	readonly processes: readonly Process[] | undefined;
	/** Returns whether a finding that is not listed, given by its path, is known to be absent. */
	isFindingAbsent(path: string): boolean;
};

/** What the rules evaluate besides the snapshot. */
export type ObserveOptions = {
	/** The findings about the snapshot. `undefined` while there is no diagnosis. */
	readonly findings?: readonly Finding[] | undefined;
	/** Replaces the process list of the snapshot, which is absent while no client requests it. */
	readonly processes?: readonly Process[] | undefined;
};

/**
A threshold of free space larger than this share of a disk does not apply to that disk, for example `/boot` or an EFI
partition.
*/
const maxShareOfDisk = 0.25;

/** Returns the values that the rules evaluate. Builds only the sections of the message that the rules need. */
export function observe(
	rules: readonly AlertRule[],
	snapshot: Snapshot,
	{findings, processes = known(snapshot.readings.processes)?.list}: ObserveOptions = {},
): Observation {
	const {timestampMs, monotonicMs, intervalMs, readings} = snapshot;
	const readSection = sectionsOf(snapshot);
	const series = new Map<string, readonly ObservedSeries[] | undefined>();
	for (const rule of rules) {
		if (!rule.isEnabled || isFindingPath(rule.metric)) {
			continue;
		}

		const {section} = rule.metric;
		const metric = isSectionName(section) ? sections[section].metric : undefined;
		const state = metric && readings[metric].state;
		const isThere = state !== 'unsupported' && state !== 'disabled';
		const found = isThere ? rule.metric.resolve(readSection) : [];
		series.set(
			rule.id,
			isEventPath(rule.metric)
				? found && eventSeries(found, timestampMs)
				: found && onePerPath(rule, found.filter(place => appliesTo(rule, place)).map(observed)),
		);
	}

	for (const {id, metric, isEnabled} of rules) {
		if (isEnabled && isFindingPath(metric)) {
			series.set(id, findings && findingSeries(metric, findings, rules, series));
		}
	}

	const isFindingAbsent = (path: string): boolean => {
		const parts = partsOfPath(path);
		return parts === undefined || isMeasured(snapshot, parts.id, parts.where);
	};
	return {timestampMs, monotonicMs, intervalMs, series, processes, isFindingAbsent};
}

/** How long after its latest time an event keeps its alert. */
export const eventAlertMs = 300_000;

/**
Returns one series for each subject of an event: how many times it happened in the last minutes, and the text of the
latest time as its name.
*/
function eventSeries(places: readonly MetricPlace[], timestampMs: number): readonly ObservedSeries[] {
	const byPath = new Map<string, ObservedSeries>();
	for (const {path, name, value, item} of places) {
		const lastAtMs = Date.parse(textOf(fieldsOf(item)?.last_at) ?? '');
		const count = Math.abs(timestampMs - lastAtMs) < eventAlertMs ? (numberOf(value) ?? 0) : 0;
		byPath.set(path, {path, name, value: (byPath.get(path)?.value ?? 0) + count});
	}

	return [...byPath.values()];
}

function observed({path, name, value}: MetricPlace): ObservedSeries {
	return {path, name, value: numberOf(value)};
}

/**
Returns whether a rule applies to an item. A rule for all disks does not apply to disks that are meant to be read-only
(an ISO image, a squashfs), which are always full. A rule that names its disk always applies.
*/
function appliesTo(rule: AlertRule, {item}: MetricPlace): boolean {
	const disk = rule.metric.head === 'disks' && rule.metric.selector === undefined ? fieldsOf(item) : undefined;
	if (!disk) {
		return true;
	}

	const total = optionalNumber(disk, 'total');
	const isFreeSpace = rule.metric.shape === 'disks[].free' && rule.direction === 'below';
	const isTooSmall = isFreeSpace && total !== undefined && total * maxShareOfDisk < lowerThreshold(rule);
	const isImage = flag(disk, 'read_only') && !flag(disk, 'unexpectedly_read_only');
	return !isImage && !isTooSmall;
}

/** Returns one series per path. Sensors may share a label: the worst value is used. */
function onePerPath(rule: AlertRule, all: readonly ObservedSeries[]): readonly ObservedSeries[] {
	if (rule.metric.head !== 'sensors') {
		return all;
	}

	const byPath = new Map<string, ObservedSeries>();
	const severity = ({value}: ObservedSeries): number =>
		value === undefined ? Number.NEGATIVE_INFINITY : rule.direction === 'above' ? value : -value;
	for (const one of all) {
		const other = byPath.get(one.path);
		if (!other || severity(one) > severity(other)) {
			byPath.set(one.path, one);
		}
	}

	return [...byPath.values()];
}
