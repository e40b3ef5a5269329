import type {Machine} from '../collector.js';
import type {Fan} from '../snapshot.js';
import {naturalNumber} from '../values/whole-number.js';
import {channelsOf, type HwmonChip, withUniqueLabels} from './hwmon-chips.js';
import {readIfPresent} from './if-present.js';
import {type SensorFile, sensorFile} from './sensor-file.js';

/** Maximum plausible speed. Chips report more when they cannot count the pulses of a fan. */
const maxRpm = 60_000;

type OpenFan = {
	readonly label: string;
	readonly prefix: string;
	readonly file: SensorFile;
	/** Whether it exists: a header of the board to which no fan is connected also reads 0. */
	isConnected: boolean;
};

/** The fans of the chips. */
export type Fans = {
	read(): readonly Fan[];
	[Symbol.dispose](): void;
};

/** Opens the fans of the chips. Those of GPUs belong to the GPUs. */
export function openFans(machine: Machine, chips: readonly HwmonChip[]): Fans {
	const fans = withUniqueLabels(
		chips.flatMap(chip =>
			channelsOf(chip, 'fan', 'input').map(
				({part, isLabelled, prefix}): OpenFan => ({
					label: `${chip.name} ${part}`,
					prefix,
					file: sensorFile(machine, `${prefix}_input`),
					isConnected: isLabelled,
				}),
			),
		),
	);

	return {
		read: () =>
			fans.flatMap(fan => {
				const rpm = naturalNumber(fan.file.readText());
				if (rpm === undefined || rpm > maxRpm) {
					return [];
				}

				const hasFault = rpm === 0 && readIfPresent(`${fan.prefix}_fault`) === '1';
				fan.isConnected ||= rpm > 0 || hasFault;
				const isStopped = rpm === 0 && (hasFault || mustTurn(fan.prefix));
				return fan.isConnected ? {label: fan.label, rpm, isStopped} : [];
			}),
		[Symbol.dispose]() {
			for (const {file} of fans) {
				file[Symbol.dispose]();
			}
		},
	};
}

/** Returns whether the driver has a minimum or a target speed. Without either, 0 may be intended: a cool laptop is silent. */
function mustTurn(prefix: string): boolean {
	return ['min', 'target'].some(ending => (naturalNumber(readIfPresent(`${prefix}_${ending}`)) ?? 0) > 0);
}
