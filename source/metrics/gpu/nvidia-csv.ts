import type {Gpu} from '../snapshot.js';
import {plausibleCelsius, plausibleMegahertz, plausiblePercent, plausibleWatts} from '../values/plausible.js';
import {parseMebibytes, parseNumber, parseWord} from './nvidia-values.js';
import {pciAddress} from './pci-address.js';
import {unmeasured} from './unmeasured.js';

/** Fields that all drivers support. `nvidia-smi` rejects the whole query when it contains an unknown field. */
const commonFields = [
	'index',
	'uuid',
	'name',
	'driver_version',
	'pci.bus_id',
	'memory.total',
	'memory.used',
	'memory.free',
	'utilization.gpu',
	'temperature.gpu',
	'power.draw',
	'power.limit',
	'fan.speed',
	'clocks.gr',
	'clocks.mem',
] as const;

const allFields = [...commonFields, 'enforced.power.limit', 'mig.mode.current'] as const;

/** The name of a field of `nvidia-smi --query-gpu`. */
export type NvidiaField = (typeof allFields)[number];

/** The requested fields, and those requested from drivers that reject them. */
export const nvidiaFields: readonly NvidiaField[] = allFields;
export const nvidiaFieldsOfOldDrivers: readonly NvidiaField[] = commonFields;

/**
Parses one line of `nvidia-smi --query-gpu=… --format=csv,noheader,nounits` with the cells of `fields`; newer versions
may append more. Returns `undefined` for any other line: messages are written to the same stream.

Memory is in MiB. "Used" excludes the memory reserved by the driver, so used and free do not add up to the total. For a
GPU without its own memory the total is missing or 0.
*/
export function parseNvidiaLine(line: string, fields: readonly NvidiaField[]): Gpu | undefined {
	const cells = line.trim().split(/,\s+/);
	const cell = (field: NvidiaField): string | undefined => cells[fields.indexOf(field)];
	const index = cell('index') ?? '';
	const name = parseWord(cell('name'));
	if (cells.length < fields.length || !/^\d+$/.test(index)) {
		return undefined;
	}

	const isMig = cell('mig.mode.current') === 'Enabled';
	return {
		...unmeasured,
		id: Number(index),
		name: name ?? 'NVIDIA GPU',
		vendor: 'nvidia',
		driverVersion: parseWord(cell('driver_version')),
		uniqueId: parseWord(cell('uuid')) ?? parseWord(cell('pci.bus_id')),
		pciAddress: pciAddress(cell('pci.bus_id')),
		memoryTotalBytes: parseMebibytes(cell('memory.total')) || undefined,
		memoryUsedBytes: parseMebibytes(cell('memory.used')),
		memoryFreeBytes: parseMebibytes(cell('memory.free')),
		usedPercent: isMig ? undefined : plausiblePercent(parseNumber(cell('utilization.gpu'))),
		temperatureCelsius: plausibleCelsius(parseNumber(cell('temperature.gpu'))),
		powerWatts: plausibleWatts(parseNumber(cell('power.draw'))),
		powerLimitWatts: plausibleWatts(parseNumber(cell('enforced.power.limit')) ?? parseNumber(cell('power.limit'))),
		fanPercent: parseNumber(cell('fan.speed')),
		clockMhz: plausibleMegahertz(parseNumber(cell('clocks.gr'))),
		memoryClockMhz: plausibleMegahertz(parseNumber(cell('clocks.mem'))),
		isMig,
	};
}
