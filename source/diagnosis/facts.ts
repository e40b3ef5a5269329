import {known} from '../metrics/reading.js';
import type {Cpu, Group, MachineEvent, MetricName, Metrics, Process, Snapshot} from '../metrics/snapshot.js';
import type {Severity} from '../metrics/values/severity.js';
import type {Answers} from './answers.js';
import type {DiagnosisMemory} from './memory.js';
import {longSeconds, shortSeconds, type Window, windowOf} from './window.js';

/** The means of a number over the short and the long window. */
export type Level = {
	readonly short: Window;
	/** `undefined` until it covers half of its length. */
	readonly long: Window | undefined;
};

/** What the rules know about a machine at one moment. */
export type Facts = {
	readonly nowMs: number;
	readonly snapshot: Snapshot;
	/** Returns the current value of a metric. `undefined` when it is missing. */
	get<Name extends MetricName>(name: Name): Metrics[Name] | undefined;
	/** Returns the means of a number. `undefined` when it is not measured. */
	level<Name extends MetricName>(name: Name, pick: (value: Metrics[Name]) => number | undefined): Level | undefined;
	/** Number of processors. `undefined` when unknown. */
	readonly cores: number | undefined;
	/** The processes, `undefined` while no list is read. */
	readonly processes: readonly Process[] | undefined;
	readonly groups: readonly Group[];
	readonly events: readonly MachineEvent[];
	/** What was remembered of earlier snapshots. */
	readonly memory: DiagnosisMemory;
	readonly answers: Answers;
};

/** Returns the facts of the newest of the snapshots. */
export function factsOf(
	snapshots: readonly Snapshot[],
	snapshot: Snapshot,
	memory: DiagnosisMemory,
	answers: Answers,
): Facts {
	const {readings} = snapshot;
	return {
		nowMs: snapshot.timestampMs,
		snapshot,
		get: name => known(readings[name]),
		level(name, pick) {
			const value = ({readings: past}: Snapshot): number | undefined => {
				const reading = known(past[name]);
				return reading === undefined ? undefined : pick(reading);
			};
			const short = windowOf(snapshots, shortSeconds, value);
			return (
				short && {
					short,
					// Only few numbers are high enough for the long window to matter.
					get long() {
						const long = windowOf(snapshots, longSeconds, value);
						return long && long.seconds >= longSeconds / 2 ? long : undefined;
					},
				}
			);
		},
		cores: coresOf(known(readings.processor)),
		processes: known(readings.processes)?.list,
		groups: known(readings.groups)?.list ?? [],
		events: known(readings.events)?.list ?? [],
		memory,
		answers,
	};
}

function coresOf(cpu: Cpu | undefined): number | undefined {
	return cpu && cpu.cores.length > 0 ? cpu.cores.length : undefined;
}

/**
Returns the severity of a number with two thresholds. A critical finding requires both windows to agree; a number that has
only been high for a short time is a warning.
*/
export function severityOf(level: Level, warning: number, critical: number): Severity | undefined {
	if (level.short.mean < warning) {
		return undefined;
	}

	return level.short.mean >= critical && level.long !== undefined && level.long.mean >= critical
		? 'critical'
		: 'warning';
}
