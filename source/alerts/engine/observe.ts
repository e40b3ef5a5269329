import type {MetricPlace} from '../../measurements/metric-path.js';
import {isSectionName, sections, sectionsOf} from '../../measurements/sections.js';
import {known} from '../../metrics/reading.js';
import type {Process, Snapshot} from '../../metrics/snapshot.js';
import {fieldsOf, flag, numberOf, optionalNumber} from '../../support/fields.js';
import {type AlertRule, lesserThreshold} from '../rules/rule.js';

/** One number that a rule judges. */
export type ObservedPlace = {
	/** Its whole metric path, and what names it among others of its kind. */
	readonly path: string;
	readonly name: string | undefined;
	/** `undefined`: not known at the moment. */
	readonly value: number | undefined;
};

/** What the rules see at one moment. */
export type Observation = {
	/** Epoch milliseconds, for time stamps and the ends of silences. */
	readonly timestampMs: number;
	/** For durations. */
	readonly monotonicMs: number;
	readonly intervalMs: number;
	/**
	By id of the rule. What is not among the places is not there: a disk that was unmounted, a metric that this machine does
	not have. `undefined`: not even that is known.
	*/
	readonly places: ReadonlyMap<string, readonly ObservedPlace[] | undefined>;
	readonly processes: readonly Process[] | undefined;
};

/** A threshold of free space larger than this share of a disk is not meant for that disk: `/boot`, an EFI partition. */
const largestShareOfDisk = 0.25;

/** Takes from the snapshot what the rules need, and makes no more of the message than that. */
export function observe(
	rules: readonly AlertRule[],
	snapshot: Snapshot,
	processes = known(snapshot.readings.processes)?.list,
): Observation {
	const {timestampMs, monotonicMs, intervalMs, readings} = snapshot;
	const readSection = sectionsOf(snapshot);
	const places = new Map<string, readonly ObservedPlace[] | undefined>();
	for (const rule of rules) {
		if (!rule.isEnabled) {
			continue;
		}

		const {section} = rule.metric;
		const metric = isSectionName(section) ? sections[section].metric : undefined;
		const state = metric && readings[metric].state;
		const isThere = state !== 'unsupported' && state !== 'disabled';
		const found = isThere ? rule.metric.resolve(readSection) : [];
		places.set(rule.id, found && onePerPath(rule, found.filter(place => isMeant(rule, place)).map(observed)));
	}

	return {timestampMs, monotonicMs, intervalMs, places, processes};
}

function observed({path, name, value}: MetricPlace): ObservedPlace {
	return {path, name, value: numberOf(value)};
}

/**
Whether a rule for every disk means this one: a read-only disk (an ISO image, a squashfs) is full and always will be. A
rule that names its disk means it, whatever it is like.
*/
function isMeant(rule: AlertRule, {item}: MetricPlace): boolean {
	const disk = rule.metric.head === 'disks' && rule.metric.selector === undefined ? fieldsOf(item) : undefined;
	if (!disk) {
		return true;
	}

	const total = optionalNumber(disk, 'total');
	const isFreeSpace = rule.metric.shape === 'disks[].free' && rule.direction === 'below';
	const isTooSmall = isFreeSpace && total !== undefined && total * largestShareOfDisk < lesserThreshold(rule);
	return !flag(disk, 'read_only') && !isTooSmall;
}

/** Sensors may share a label. The worse of the two stands for both. */
function onePerPath(rule: AlertRule, places: readonly ObservedPlace[]): readonly ObservedPlace[] {
	if (rule.metric.head !== 'sensors') {
		return places;
	}

	const byPath = new Map<string, ObservedPlace>();
	const badness = ({value}: ObservedPlace): number =>
		value === undefined ? Number.NEGATIVE_INFINITY : rule.direction === 'above' ? value : -value;
	for (const place of places) {
		const other = byPath.get(place.path);
		if (!other || badness(place) > badness(other)) {
			byPath.set(place.path, place);
		}
	}

	return [...byPath.values()];
}
