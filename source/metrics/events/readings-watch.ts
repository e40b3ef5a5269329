import {countOf} from '../../support/format.js';
import type {EventKind} from '../model/events.js';
import type {Hardware} from '../model/hardware.js';
import type {Network} from '../model/network.js';
import {known} from '../reading.js';
import type {Readings} from '../snapshot.js';
import {growth} from './growth.js';
import type {Happening} from './message-form.js';
import type {SightingRank} from './sighting.js';

/** An event that two readings of a counter show. */
export type Change = {readonly happening: Happening; readonly rank: SightingRank; readonly times: number};

/** Compares the readings of other metrics: their counters report events without a privilege. */
export type ReadingsWatch = {
	/** Returns what happened since the previous call. */
	changes(readings: Readings): readonly Change[];
	/** Returns whether any of the counters that report this kind has been read. */
	isReported(kind: EventKind): boolean;
};

/** Returns a watch. The first readings are those that later ones are compared with. */
export function readingsWatch(): ReadingsWatch {
	const reported = new Set<EventKind>();
	const watches = [watchNetwork(), watchHardware()];
	const report: Report = (value, ...kinds) => {
		if (value !== undefined) {
			for (const kind of kinds) {
				reported.add(kind);
			}
		}
	};

	return {
		changes: readings => watches.flatMap(watch => watch(readings, report)),
		isReported: kind => reported.has(kind),
	};
}

/** Notes that a counter is known, and which kinds it reports. */
type Report = (value: unknown, ...kinds: readonly EventKind[]) => void;

type Watch = (readings: Readings, report: Report) => readonly Change[];

/** Returns a watch of one metric, which is called only when its value is another one. */
function onChange<Value>(
	pick: (readings: Readings) => Value | undefined,
	compare: (value: Value, report: Report) => readonly Change[],
): Watch {
	let previous: Value | undefined;
	return (readings, report) => {
		const value = pick(readings);
		if (value === undefined || value === previous) {
			return [];
		}

		previous = value;
		return compare(value, report);
	};
}

function watchNetwork(): Watch {
	const changes = growth();
	let wasUp: ReadonlyMap<string, boolean> = new Map();
	return onChange(
		({network}) => known(network),
		({interfaces}: Network, report) => {
			const physical = interfaces.filter(({isPhysical}) => isPhysical);
			const grown = changes(physical.map(({name, carrierChanges}) => [name, carrierChanges]));
			const found = physical.flatMap(({name, isUp}): readonly Change[] => {
				report(isUp, 'link_down', 'link_up');
				const before = wasUp.get(name);
				if (isUp === undefined || before === undefined) {
					return [];
				}

				const down: Change = {
					happening: {kind: 'link_down', subject: name, text: `link of ${name} is down`},
					rank: 1,
					times: 1,
				};
				const up: Change = {
					happening: {kind: 'link_up', subject: name, text: `link of ${name} is up`},
					rank: 1,
					times: 1,
				};
				if (isUp !== before) {
					return [isUp ? up : down];
				}

				// Down and up, or up and down, between two readings.
				const times = Math.floor((grown.get(name) ?? 0) / 2);
				return times > 0 && isUp
					? [
							{...down, times},
							{...up, times},
						]
					: [];
			});
			wasUp = new Map(physical.flatMap(({name, isUp}) => (isUp === undefined ? [] : [[name, isUp] as const])));
			return found;
		},
	);
}

function watchHardware(): Watch {
	const changes = growth();
	return onChange(
		({hardware}) => known(hardware),
		({thermalThrottles, correctedMemoryErrors, uncorrectedMemoryErrors}: Hardware, report) => {
			report(thermalThrottles, 'cpu_throttled');
			report(correctedMemoryErrors ?? uncorrectedMemoryErrors, 'machine_check');
			const grown = changes([
				['throttled', thermalThrottles],
				['corrected', correctedMemoryErrors],
				['uncorrected', uncorrectedMemoryErrors],
			]);
			const change = (name: string, happening: (times: number) => Happening): readonly Change[] => {
				const times = grown.get(name) ?? 0;
				return times > 0 ? [{happening: happening(times), rank: 0, times}] : [];
			};
			return [
				...change('throttled', () => ({
					kind: 'cpu_throttled',
					subject: 'CPU',
					text: 'the CPU is throttled: it is too hot',
				})),
				...change('corrected', times => ({
					kind: 'machine_check',
					severity: 'warning',
					subject: 'memory',
					text: countOf(times, 'corrected memory error'),
				})),
				...change('uncorrected', times => ({
					kind: 'machine_check',
					subject: 'memory',
					text: countOf(times, 'uncorrected memory error'),
				})),
			];
		},
	);
}
