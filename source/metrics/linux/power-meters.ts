import {errorCode, systemMessage} from '../../support/system-error.js';
import type {Machine} from '../collector.js';
import type {GapLog} from '../gaps.js';
import type {PowerMeter} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {naturalNumber} from '../values/whole-number.js';
import {channelsOf, type HwmonChip, withUniqueLabels} from './hwmon-chips.js';
import {listIfPresent, readIfPresent} from './if-present.js';
import {kernelFile} from './kernel-file.js';
import {sensorFile} from './sensor-file.js';

/** Maximum plausible power. */
const maxWatts = 100_000;
const microwattsPerWatt = 1e6;

/** The power meters of the machine. */
export type PowerMeters = {
	/** Whether some have a value from the second measurement on only. */
	readonly hasEnergyMeters: boolean;
	/** Returns the power since the previous call. A meter that may not be read is noted in the log. */
	read(log: GapLog): readonly PowerMeter[];
	[Symbol.dispose](): void;
};

type OpenMeter = {
	readonly label: string;
	readWatts(log: GapLog): number | undefined;
	[Symbol.dispose](): void;
};

/** Opens the power meters of the chips and those of the processor (RAPL). */
export function openPowerMeters(machine: Machine, chips: readonly HwmonChip[], cadenceMs: number): PowerMeters {
	const energy = energyMeters(machine, cadenceMs);
	const meters = withUniqueLabels([...energy, ...chips.flatMap(chip => chipMeters(machine, chip))]);

	return {
		hasEnergyMeters: energy.length > 0,
		read: log =>
			meters.flatMap(({label, readWatts}) => {
				const watts = readWatts(log);
				return watts === undefined || watts > maxWatts ? [] : {label, watts};
			}),
		[Symbol.dispose]() {
			for (const meter of meters) {
				meter[Symbol.dispose]();
			}
		},
	};
}

function chipMeters(machine: Machine, chip: HwmonChip): readonly OpenMeter[] {
	// Drivers report the present power, its average, or both. Reading an average of `fam15h_power` blocks.
	const endings = channelsOf(chip, 'power', 'input').length > 0 ? 'input' : 'average';
	return channelsOf(chip, 'power', endings).map(({part, prefix}) => {
		const file = sensorFile(machine, `${prefix}_${endings}`);
		return {
			label: `${chip.name} ${part}`,
			readWatts() {
				const microwatts = naturalNumber(file.readText());
				return microwatts === undefined ? undefined : microwatts / microwattsPerWatt;
			},
			[Symbol.dispose]: () => file[Symbol.dispose](),
		};
	});
}

/** The zones of the processor; those of `intel-rapl-mmio` measure the same packages. */
const zones = /^intel-rapl:\d+(?::\d+)?$/;

/** Returns the energy meters of the processor: `package-0`, `package-0 dram`, `psys`. Since Linux 5.10 only root may read them. */
function energyMeters(machine: Machine, cadenceMs: number): readonly OpenMeter[] {
	const directory = `${machine.root}/sys/class/powercap`;
	const nameOf = (zone: string): string => readIfPresent(`${directory}/${zone}/name`) || zone;
	return listIfPresent(directory)
		.filter(zone => zones.test(zone))
		.map(zone => {
			const [, parent] = /^(intel-rapl:\d+):\d+$/.exec(zone) ?? [];
			const label = parent === undefined ? nameOf(zone) : `${nameOf(parent)} ${nameOf(zone)}`;
			return energyMeter(machine, `${directory}/${zone}`, label, cadenceMs);
		});
}

function energyMeter(machine: Machine, place: string, label: string, cadenceMs: number): OpenMeter {
	const file = kernelFile(`${place}/energy_uj`);
	const range = naturalNumber(readIfPresent(`${place}/max_energy_range_uj`));
	let previous: {readonly microjoules: number; readonly atMs: number} | undefined;
	/** Reason why it may not be read, which does not change. */
	let refusal: string | undefined;

	const readMicrojoules = (): number | undefined => {
		try {
			return refusal === undefined ? naturalNumber(file.readText()) : undefined;
		} catch (error) {
			refusal = isDenied(error) ? systemMessage(error) : undefined;
			return undefined;
		}
	};

	return {
		label,
		readWatts(log) {
			const atMs = machine.monotonicMs();
			const microjoules = readMicrojoules();
			if (refusal !== undefined) {
				log.note('power', refusal);
			}

			const before = previous;
			previous = microjoules === undefined ? undefined : {microjoules, atMs};
			const seconds = elapsedSeconds(before?.atMs, atMs, cadenceMs);
			if (before === undefined || microjoules === undefined || seconds === undefined) {
				return undefined;
			}

			const grown = microjoules - before.microjoules;
			const used = grown < 0 ? grown + (range ?? 0) : grown;
			return used < 0 ? undefined : used / microwattsPerWatt / seconds;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}

function isDenied(error: unknown): boolean {
	return ['EACCES', 'EPERM'].includes(errorCode(error) ?? '');
}
