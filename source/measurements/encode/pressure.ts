import {known} from '../../metrics/reading.js';
import type {Pressure, PressureStall, Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';

export function pressureSection({readings}: Snapshot) {
	return wirePressure(known(readings.pressure));
}

export function wirePressure(pressure: Pressure | undefined) {
	const stall = (value: PressureStall | undefined) => orNull(value);
	const resource = (value: Pressure['cpu']) => (value ? {some: stall(value.some), full: stall(value.full)} : null);
	return pressure ? {cpu: resource(pressure.cpu), memory: resource(pressure.memory), io: resource(pressure.io)} : null;
}
